package main

import (
	"bytes"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
)

const modulePath = "github.com/gobatteries/batteries"

// load returns the type-checked packages that goPackage names, by their path
// in the module. A package that does not exist yet is nil.
func load() (map[string]*types.Package, error) {
	cmd := exec.Command("go", "list", "-e", "-export", "-deps", "-f", "{{if .Export}}{{.ImportPath}}={{.Export}}{{end}}", modulePath+"/...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %v\n%s", err, stderr.Bytes())
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		exports[path] = file
	}
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(exports[path])
	})
	packages := map[string]*types.Package{}
	for _, name := range goPackage {
		path := modulePath + "/" + name
		if exports[path] == "" {
			continue
		}
		if packages[name], err = imp.Import(path); err != nil {
			return nil, err
		}
	}
	return packages, nil
}

// fold is the one rule: names are equal ignoring case and underscores. A
// qualified name (HTTPStatus.NOT_FOUND) may be spelt as one (HTTPStatusNotFound).
func fold(s string) string {
	return strings.ToLower(strings.NewReplacer("_", "", ".", "").Replace(s))
}

// A checker compares the names of one module with one package.
type checker struct {
	pkg     *types.Package
	reasons map[string]string
	used    map[string]bool // the lines of leftout.txt that applied
	*report
}

// object finds the exported package-level name that folds to the same.
func (c *checker) object(name string) types.Object {
	if c.pkg == nil {
		return nil
	}
	want := fold(name)
	scope := c.pkg.Scope()
	for _, n := range scope.Names() {
		if o := scope.Lookup(n); o.Exported() && fold(n) == want {
			return o
		}
	}
	return nil
}

// verdict files a name under covered, left out, stale or missing. It reports
// whether what hangs on the name (members, keywords) is still to be checked.
func (c *checker) verdict(full string, there bool) bool {
	_, listed := c.reasons[full]
	if listed {
		c.used[full] = true
	}
	switch {
	case there && listed:
		c.Stale = append(c.Stale, full)
	case there:
		c.Covered = append(c.Covered, full)
	case listed:
		c.Out = append(c.Out, full)
	default:
		c.Missing = append(c.Missing, full)
	}
	return there
}

func (c *checker) topLevel(module string, n pyName) {
	full := module + "." + n.Name
	o := c.object(n.Name)
	if !c.verdict(full, o != nil) {
		return
	}
	switch n.Kind {
	case "function":
		c.keywords(full, n, o, c.object(n.Name+"Context"))
	case "class":
		c.keywords(full, n, c.object("New"+n.Name), o)
		c.members(full, n, o)
	case "enum":
		c.members(full, n, o)
		for _, m := range n.Enum {
			c.verdict(full+"."+m, c.object(n.Name+m) != nil)
		}
	}
}

func (c *checker) members(full string, n pyName, o types.Object) {
	for _, m := range n.Members {
		name := full + "." + m.Name
		if from := m.From + "." + m.Name; m.From != "" && from != name && c.reasons[from] != "" {
			continue // left out in the base class, and counted there
		}
		member := memberOf(o, m.Name)
		if member == nil {
			member = c.object(n.Name + m.Name)
		}
		if c.verdict(name, member != nil) && m.Kind == "method" && m.From == full {
			c.keywords(name, m, member, memberOf(o, m.Name+"Context"))
		}
	}
}

// memberOf finds a method or a field of the type that o names, promoted ones included.
func memberOf(o types.Object, name string) types.Object {
	if o == nil {
		return nil
	}
	want := fold(name)
	t := types.Unalias(o.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	for _, m := range []types.Type{t, types.NewPointer(t)} {
		set := types.NewMethodSet(m)
		for i := range set.Len() {
			if f := set.At(i).Obj(); f.Exported() && fold(f.Name()) == want {
				return f
			}
		}
	}
	return fieldOf(t, want, 0)
}

func fieldOf(t types.Type, want string, depth int) types.Object {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 8 {
		return nil
	}
	for i := range s.NumFields() {
		if f := s.Field(i); f.Exported() && fold(f.Name()) == want {
			return f
		}
	}
	for i := range s.NumFields() {
		if f := s.Field(i); f.Embedded() {
			if o := fieldOf(f.Type(), want, depth+1); o != nil {
				return o
			}
		}
	}
	return nil
}

// keywords checks the parameters that have a default in Python: each is an
// option of the package, a parameter of one of the Go functions, or a field.
func (c *checker) keywords(full string, n pyName, funcs ...types.Object) {
	for _, p := range n.Parameters {
		if p.Kind != "keyword" {
			continue
		}
		there := c.object(p.Name) != nil
		for _, f := range funcs {
			there = there || hasParameter(f, p.Name)
			if t, ok := f.(*types.TypeName); ok {
				there = there || memberOf(t, p.Name) != nil
			}
		}
		c.verdict(full+"("+p.Name+"=)", there)
	}
}

func hasParameter(o types.Object, name string) bool {
	if o == nil {
		return false
	}
	sig, ok := o.Type().Underlying().(*types.Signature)
	if !ok {
		return false
	}
	for v := range sig.Params().Variables() {
		if fold(v.Name()) == fold(name) {
			return true
		}
	}
	return false
}
