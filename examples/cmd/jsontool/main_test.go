package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// files are FILES of vectors_jsontool.py.
var files = map[string]string{
	"good.json":      `{"b": 1, "a": [1.50, {"x": null}]}`,
	"bad.json":       "[1,\n",
	"latin.json":     "[\"caf\xe9\"]",
	"bom.json":       "\xef\xbb\xbf[]",
	"lines.json":     "{\"a\": 1}\r\n[2]\r\"x\"\n",
	"surrogate.json": `["a", "\ud800", 1]`,
	"crlf.json":      "[1,\r\n2,\r x]",
}

func TestGolden(t *testing.T) {
	vectors, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"PYTHON_COLORS", "NO_COLOR", "FORCE_COLOR", "TERM"} {
		t.Setenv(name, "") // is put back at the end
	}
	t.Setenv("COLUMNS", "80")
	golden.Run(t, filepath.Join(vectors, "*.jsonl*"), func(c golden.Call) golden.Outcome {
		t.Chdir(t.TempDir())
		for name, data := range files {
			if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		os.Mkdir("folder", 0o700)
		for _, name := range []string{"PYTHON_COLORS", "NO_COLOR", "FORCE_COLOR", "TERM"} {
			os.Unsetenv(name)
		}
		os.Setenv("COLUMNS", "80")
		if n, ok := c.Arg(3).(int64); ok {
			os.Setenv("COLUMNS", strconv.FormatInt(n, 10))
		}
		for _, p := range c.Arg(2).(golden.Dict) {
			os.Setenv(p.Key.(string), p.Value.(string))
		}
		var args []string
		for _, a := range c.Arg(0).([]any) {
			args = append(args, a.(string))
		}
		var out bytes.Buffer
		var errs strings.Builder
		code := run(args, bytes.NewReader(c.Arg(1).([]byte)), &out, &errs)
		return golden.Return([]any{int64(code), out.Bytes(), errs.String(), made(t)})
	})
}

// made returns the files that are new, by name.
func made(t *testing.T) golden.Dict {
	out := golden.Dict{}
	list, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if e.IsDir() {
			continue
		}
		data, err := os.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if old, ok := files[e.Name()]; !ok || old != string(data) {
			out = append(out, golden.Pair{Key: e.Name(), Value: data})
		}
	}
	return out
}
