package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
)

// inPython has what Go prints for a value, and what Python does; testdata has the
// latter.
var inPython = strings.NewReplacer(
	// The data before encoding.
	`DATA: [map[a:A b:[2 4] c:3]]`, `DATA: [{'a': 'A', 'b': (2, 4), 'c': 3.0}]`,
	`DATA   : [map[a:A b:[2 4] c:3]]`, `DATA   : [{'a': 'A', 'b': (2, 4), 'c': 3.0}]`,
	`DATA: [{"a": "A", "b": [2, 4], "c": 3.0}]`, `DATA: [{'a': 'A', 'b': (2, 4), 'c': 3.0}]`,
	// Decoded data.
	`DECODED: [{"a": "A", "b": [2, 4], "c": 3.0}]`, `DECODED: [{'a': 'A', 'b': [2, 4], 'c': 3.0}]`,
	`[{"a": "A", "c": 3.0, "b": [2, 4]}]`, `[{'a': 'A', 'c': 3.0, 'b': [2, 4]}]`,
	`{"s": "instance value goes here"}`, `{'s': 'instance value goes here'}`,
	`" This text is not JSON."`, `' This text is not JSON.'`,
	// Types and booleans.
	`ORIGINAL: [2]int`, `ORIGINAL: <class 'tuple'>`,
	`DECODED : []interface {}`, `DECODED : <class 'list'>`,
	`not [1]string`, `not tuple`,
	`CLASS: main.MyObj`, `CLASS: <class 'json_myobj.MyObj'>`,
	`MATCH: true`, `MATCH: True`,
	`MATCH  : true`, `MATCH  : True`,
)

func TestPrograms(t *testing.T) {
	menutest.Compare(t, programs, inPython.Replace)
}

// The page's python3 -m json.tool example.json is jsontool.
func TestTool(t *testing.T) {
	example := filepath.Join(t.TempDir(), "example.json")
	if err := os.WriteFile(example, []byte(`[{"a": "A", "c": 3.0, "b": [2, 4]}]`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{example}, `[
    {
        "a": "A",
        "c": 3.0,
        "b": [
            2,
            4
        ]
    }
]
`},
		{[]string{"--sort-keys", example}, `[
    {
        "a": "A",
        "b": [
            2,
            4
        ],
        "c": 3.0
    }
]
`},
	} {
		cmd := exec.Command("go", append([]string{"run", "../cmd/jsontool"}, c.args...)...)
		cmd.Env = append(os.Environ(), "PYTHON_COLORS=0")
		out, err := cmd.Output()
		if err != nil || string(out) != c.want {
			t.Errorf("%q: %v\n%s", c.args, err, out)
		}
	}
}
