package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

func TestGolden(t *testing.T) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	files := map[string][]byte{"plain": []byte("Aladdin:open sesame\n"), "long": all, "coded": []byte("QWxhZGRpbjpv\ncGVuIHNlc2FtZQo=\n"), "bad": []byte("QQ\n")}
	vectors, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	golden.Run(t, filepath.Join(vectors, "*.jsonl*"), func(c golden.Call) golden.Outcome {
		var args []string
		for _, a := range c.Arg(0).([]any) {
			args = append(args, a.(string))
		}
		var out bytes.Buffer
		var errs strings.Builder
		code := run(args, bytes.NewReader(c.Arg(1).([]byte)), &out, &errs)
		return golden.Return([]any{int64(code), out.Bytes(), errs.String()})
	})
}

// An option that is no text is shown as Python's stderr shows it.
func TestOptionByte(t *testing.T) {
	var errs strings.Builder
	if code := run([]string{"-d\xff"}, nil, nil, &errs); code != 2 || !strings.HasPrefix(errs.String(), "option -\\udcff not recognized\n") {
		t.Errorf("%d, %q", code, errs.String())
	}
}
