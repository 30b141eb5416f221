// Browser has the counterparts of the chapter's examples for webbrowser:
//
//	go run ./examples/browser
//	go run ./examples/browser open_new_tab
//	BROWSER=lynx go run ./examples/browser open
//
// They print nothing. As in Python it is no failure that there is no browser, but
// here the program has to say so: Python's open returns False, which the page's
// programs don't look at, and Go's returns an error. One that get finds no browser
// with ends the program with status 1 in both.
//
// The page's python -m webbrowser is ../cmd/webopen.
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

// page is what they show.
const page = "https://docs.python.org/3/library/webbrowser.html"

var programs = []menu.Program{
	{Name: "open", Shows: "a page in a browser", Run: open},
	{Name: "open_new", Shows: "a page in a new window", Run: openNew},
	{Name: "open_new_tab", Shows: "a page in a new tab", Run: openNewTab},
	{Name: "get", Shows: "a page in a browser chosen by its name", Run: get},
}

func main() { menu.Main("browser", programs) }
