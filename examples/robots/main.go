// Robots has the counterparts of the chapter's examples for urllib.robotparser:
//
//	go run ./examples/robots
//	go run ./examples/robots simple
//
// They print what the page's do under CPython 3.15, which follows RFC 9309. The
// client names itself Batteries-urllib and keeps its connection open.
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

var programs = []menu.Program{
	{Name: "simple", Shows: "what an agent may fetch", Serve: serveRobots, Visit: simple},
	{Name: "longlived", Shows: "a robots.txt that is read again when it is too old", Run: longlived},
}

func main() { menu.Main("robots", programs) }
