package main

import (
	"fmt"

	"github.com/gobatteries/batteries/cookies"
)

// parse follows http_cookies_parse: what a browser sends, read by the constructor
// and into a jar that is there already. The coded values stay as they came.
//
// Here as in Python one bad part of a header hides all its cookies; a server uses
// LoadLenient, which leaves out that part alone.
func parse() error {
	const header = `integer=5; with_quotes="He said, \"Hello, World!\""`

	fmt.Println("From constructor:")
	c, err := cookies.NewSimpleCookie(header)
	if err != nil {
		return err
	}
	fmt.Println(c)

	fmt.Println()
	fmt.Println("From load():")
	var d cookies.SimpleCookie
	if err := d.Load(header); err != nil {
		return err
	}
	fmt.Println(&d)
	return nil
}
