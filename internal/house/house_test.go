package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

const module = "github.com/gobatteries/batteries/"

// allowed says what each package may import of this module, internal/ aside.
var allowed = map[string][]string{
	"urlparse":          nil,
	"b64":               nil,
	"uuid":              nil,
	"jsonx":             nil,
	"browser":           nil,
	"cookies":           nil,
	"cookies/cookiejar": {"urlparse"},
	"fetch":             {"urlparse", "cookies/cookiejar", "b64"},
	"robots":            {"urlparse", "fetch"},
	"httpserve":         {"urlparse"},
	"xmlrpc":            {"httpserve", "b64"},
}

// noHTTP are the packages that never reach net/http.
var noHTTP = []string{"urlparse", "b64", "uuid", "jsonx", "cookies"}

type pkg struct {
	ImportPath                string
	Standard                  bool
	Imports, Deps             []string
	TestImports, XTestImports []string
	TestGoFiles, XTestGoFiles []string
}

func list(t *testing.T) map[string]pkg {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command("go", "list", "-json=ImportPath,Standard,Imports,Deps,TestImports,XTestImports,TestGoFiles,XTestGoFiles", module+"...")
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	packages := map[string]pkg{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[strings.TrimPrefix(p.ImportPath, module)] = p
	}
}

// Imports run downwards only.
func TestImports(t *testing.T) {
	packages := list(t)
	for name, may := range allowed {
		p, ok := packages[name]
		if !ok {
			t.Errorf("no package %s", name)
		}
		for _, path := range p.Imports {
			ours, yes := strings.CutPrefix(path, module)
			if yes && !strings.HasPrefix(ours, "internal/") && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s", name, ours)
			}
		}
	}
	for _, name := range noHTTP {
		if slices.Contains(packages[name].Deps, "net/http") {
			t.Errorf("%s reaches net/http", name)
		}
	}
	for name, p := range packages {
		for _, path := range p.Imports {
			if ours, yes := strings.CutPrefix(path, module+"examples/"); yes && !strings.HasPrefix(name, "examples/") {
				t.Errorf("%s imports the example %s", name, ours)
			}
		}
	}
}

// The standard library, and go-cmp in tests.
func TestDependencies(t *testing.T) {
	for name, p := range list(t) {
		for _, path := range p.Imports {
			// Packages such as menutest are for tests alone, as net/http/httptest is.
			forTests := strings.HasSuffix(name, "test") && strings.HasPrefix(path, "github.com/google/go-cmp/")
			if foreign(path) && !forTests {
				t.Errorf("%s imports %s", name, path)
			}
		}
		for _, path := range append(p.TestImports, p.XTestImports...) {
			if foreign(path) && !strings.HasPrefix(path, "github.com/google/go-cmp/") {
				t.Errorf("%s's tests import %s", name, path)
			}
		}
	}
}

func foreign(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".") && !strings.HasPrefix(path+"/", module)
}

// go test ./... -args -python=... reaches every test binary, so each must know
// the flag.
func TestEveryTestTakesPython(t *testing.T) {
	packages := list(t)
	for name, p := range packages {
		if len(p.TestGoFiles)+len(p.XTestGoFiles) == 0 || name == "internal/live" {
			continue
		}
		takes := func(path string) bool {
			ours := packages[strings.TrimPrefix(path, module)]
			return path == module+"internal/live" || slices.Contains(ours.Deps, module+"internal/live")
		}
		if !slices.ContainsFunc(append(p.TestImports, p.XTestImports...), takes) {
			t.Errorf("%s: no test file imports internal/live", name)
		}
	}
}
