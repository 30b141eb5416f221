package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/robots"
)

// longlived follows urllib_robotparser_longlived: a program that runs long reads
// the rules again when they are more than a second old. MTime says how old they
// are; Read sets it, as Modified does.
//
// The page opens file:robots.txt. Read opens http and https URLs only, unless
// AnyScheme lets it.
func longlived() error {
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "robots.txt")
	if err := os.WriteFile(file, []byte(rules), 0o600); err != nil {
		return err
	}

	parser := robots.NewRobotFileParser("", robots.AnyScheme(true))
	parser.SetURL(fetch.Pathname2URL(file, fetch.AddScheme(true)))
	if err := parser.Read(); err != nil {
		return err
	}
	parser.Modified()

	for _, path := range []string{"/", "/PyMOTW/", "/admin/", "/downloads/PyMOTW-1.92.tar.gz"} {
		age := int(time.Since(parser.MTime()).Seconds())
		fmt.Printf("age: %d ", age)
		if age > 1 {
			fmt.Print("rereading robots.txt")
			if err := parser.Read(); err != nil {
				return err
			}
		}
		fmt.Println()
		fmt.Printf("%6s : %s\n", answer(parser.CanFetch(agentName, path)), path)
		time.Sleep(time.Second) // stands for the work of a crawler
		fmt.Println()
	}
	return nil
}
