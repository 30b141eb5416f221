// Robots has the counterparts of the chapter's examples for urllib.robotparser:
//
//	go run ./examples/robots
//	go run ./examples/robots simple
package main

import "github.com/gobatteries/batteries/examples/internal/menu"

var programs = []menu.Program{
	{Name: "simple", Shows: "what an agent may fetch", Serve: serveRobots, Visit: simple},
	{Name: "longlived", Shows: "a robots.txt that is read again when it is too old", Run: longlived},
}

func main() { menu.Main("robots", programs) }
