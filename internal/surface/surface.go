// Command surface holds the public names of Python's modules against the Go
// packages: every function, class, method, attribute and keyword argument must
// have a counterpart whose name is equal, ignoring case and underscores.
//
//	go run ./internal/surface            # the table
//	go run ./internal/surface jsonx      # what one package still lacks
//
// surface.json is the dump of CPython 3.15 (made by dump.py), leftout.txt the
// one list of names that are left out on purpose, each with its reason.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

//go:embed surface.json
var dump []byte

//go:embed leftout.txt
var leftOut []byte

// goPackage says which package, relative to the module, follows a Python module.
var goPackage = map[string]string{
	"urllib.parse":       "urlparse",
	"urllib.request":     "fetch",
	"urllib.error":       "fetch",
	"urllib.response":    "fetch",
	"urllib.robotparser": "robots",
	"base64":             "b64",
	"http":               "httpserve",
	"http.server":        "httpserve",
	"http.cookies":       "cookies",
	"http.cookiejar":     "cookies/cookiejar",
	"webbrowser":         "browser",
	"uuid":               "uuid",
	"json":               "jsonx",
	"json.tool":          "jsonx",
	"xmlrpc.client":      "xmlrpc",
	"xmlrpc.server":      "xmlrpc",
}

// A pyName is a name of the dump: a function, class or constant of a module, or
// a member of a class.
type pyName struct {
	Name       string
	Kind       string // function, class, enum, constant, method, attribute
	From       string // of a member: the class that defines it, which may be a base
	Bases      []string
	Enum       []string
	Members    []pyName
	Parameters []struct{ Name, Kind, Default string }
}

// notYet is the reason of a name whose package is still being built.
const notYet = "not yet"

// A report is what the check of one Python module found.
type report struct {
	Module  string
	Package string
	Covered []string // full Python names
	Missing []string // neither there nor on the list
	Out     []string // left out, and so listed
	Stale   []string // listed, but there
}

func main() {
	reports, reasons, err := check()
	if err != nil {
		fmt.Fprintln(os.Stderr, "surface:", err)
		os.Exit(1)
	}
	if len(os.Args) > 1 {
		printOne(reports, os.Args[1])
		return
	}
	printTable(reports, reasons)
}

// check compares every module. It also returns the reasons of leftout.txt.
func check() ([]report, map[string]string, error) {
	var d struct{ Modules map[string][]pyName }
	if err := json.Unmarshal(dump, &d); err != nil {
		return nil, nil, err
	}
	reasons, err := parseLeftOut(leftOut)
	if err != nil {
		return nil, nil, err
	}
	packages, err := load()
	if err != nil {
		return nil, nil, err
	}
	used := map[string]bool{}
	var reports []report
	for module, names := range d.Modules {
		r := report{Module: module, Package: goPackage[module]}
		c := checker{pkg: packages[r.Package], reasons: reasons, used: used, report: &r}
		for _, n := range names {
			c.topLevel(module, n)
		}
		reports = append(reports, r)
	}
	for name := range reasons {
		if !used[name] {
			return nil, nil, fmt.Errorf("leftout.txt: %s is no public name of Python's, or is covered by another line", name)
		}
	}
	slices.SortFunc(reports, func(a, b report) int {
		return strings.Compare(a.Package+" "+a.Module, b.Package+" "+b.Module)
	})
	return reports, reasons, nil
}

// parseLeftOut reads lines of a full Python name, a tab and a reason.
func parseLeftOut(text []byte) (map[string]string, error) {
	reasons := map[string]string{}
	for i, line := range bytes.Split(text, []byte("\n")) {
		s := strings.TrimSpace(string(line))
		if s == "" || s[0] == '#' {
			continue
		}
		name, reason, ok := strings.Cut(s, "\t")
		if reason = strings.TrimSpace(reason); !ok || reason == "" {
			return nil, fmt.Errorf("leftout.txt:%d: no reason: %s", i+1, s)
		}
		if _, twice := reasons[name]; twice {
			return nil, fmt.Errorf("leftout.txt:%d: %s is listed twice", i+1, name)
		}
		reasons[name] = reason
	}
	return reasons, nil
}

func printOne(reports []report, pkg string) {
	for _, r := range reports {
		if r.Package != pkg {
			continue
		}
		fmt.Printf("%s -> %s: %d covered, %d left out, %d missing\n", r.Module, r.Package, len(r.Covered), len(r.Out), len(r.Missing))
		for _, n := range r.Missing {
			fmt.Println("  missing", n)
		}
		for _, n := range r.Stale {
			fmt.Println("  listed as left out, but there:", n)
		}
	}
}

func printTable(reports []report, reasons map[string]string) {
	fmt.Printf("%-18s %-19s %6s %8s %9s %8s %8s\n", "package", "Python module", "names", "covered", "left out", "not yet", "missing")
	var total [5]int
	for _, r := range reports {
		later := 0
		for _, n := range r.Out {
			if reasons[n] == notYet {
				later++
			}
		}
		row := [5]int{len(r.Covered) + len(r.Out) + len(r.Missing), len(r.Covered), len(r.Out) - later, later, len(r.Missing)}
		fmt.Printf("%-18s %-19s %6d %8d %9d %8d %8d\n", r.Package, r.Module, row[0], row[1], row[2], row[3], row[4])
		for i := range total {
			total[i] += row[i]
		}
	}
	fmt.Printf("%-38s %6d %8d %9d %8d %8d   (%.1f %% covered)\n", "all", total[0], total[1], total[2], total[3], total[4],
		100*float64(total[1])/float64(max(total[0], 1)))
	fmt.Println("\nLeft out, and why:")
	for _, r := range reports {
		for _, n := range r.Out {
			fmt.Printf("  %-58s %s\n", n, reasons[n])
		}
	}
}
