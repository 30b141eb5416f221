package main

import (
	"fmt"

	"github.com/gobatteries/batteries/urlparse"
)

// urlJoin follows urllib_parse_urljoin: a reference counts from the folder of the
// page that it stands in, and .. goes up.
func urlJoin() error {
	return join("http://www.example.com/path/file.html", "anotherfile.html", "../anotherfile.html")
}

// urlJoinWithPath follows urllib_parse_urljoin_with_path: with a slash in front, a
// reference counts from the root of the site.
func urlJoinWithPath() error {
	return join("http://www.example.com/path/", "/subpath/file.html", "subpath/file.html")
}

func join(base string, references ...string) error {
	for _, ref := range references {
		url, err := urlparse.URLJoin(base, ref)
		if err != nil {
			return err
		}
		fmt.Println(url)
	}
	return nil
}
