module github.com/gobatteries/batteries

go 1.26.6
