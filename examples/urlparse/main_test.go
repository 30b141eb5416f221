package main

import (
	"testing"

	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
)

func TestPrograms(t *testing.T) { menutest.Compare(t, programs, nil) }
