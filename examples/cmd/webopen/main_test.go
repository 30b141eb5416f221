package main

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/browser"
	"github.com/gobatteries/batteries/internal/golden"
	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
)

// A recorder notes the URLs that would be opened. Like the real thing, it takes
// no URL that begins with a dash.
type recorder struct{ calls []any }

func (r *recorder) open(url string, opts ...browser.OpenOption) error {
	if _, err := browser.NewMozilla("firefox").Commands(url, opts...); err != nil {
		return err
	}
	new := int64(0)
	for _, o := range opts {
		if n, ok := o.(browser.New); ok {
			new = int64(n)
		}
	}
	r.calls = append(r.calls, []any{url, new})
	return nil
}

func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.jsonl*", func(c golden.Call) golden.Outcome {
		var args []string
		for _, a := range c.Arg(0).([]any) {
			args = append(args, a.(string))
		}
		t.Setenv("COLUMNS", strconv.FormatInt(c.Arg(1).(int64), 10))
		t.Setenv("PYTHON_COLORS", map[any]string{nil: "0", true: "1"}[c.Arg(2)])
		var out, errs strings.Builder
		r := recorder{calls: []any{}}
		code := run(args, r.open, &out, &errs)
		return golden.Return([]any{int64(code), out.String(), errs.String(), r.calls})
	})
}

func TestRefused(t *testing.T) {
	var out, errs strings.Builder
	if code := run([]string{"javascript:alert(1)"}, new(recorder).open, &out, &errs); code != 1 || out.Len() > 0 {
		t.Errorf("code %d, output %q, errors %q", code, out.String(), errs.String())
	}
}

// Without a browser Python prints its bell and exits with 0; so do we, but not
// without a word.
func TestNoBrowser(t *testing.T) {
	var out, errs strings.Builder
	code := run([]string{"http://h/"}, func(url string, _ ...browser.OpenOption) error { return &browser.HeadlessError{URL: url} }, &out, &errs)
	if code != 0 || out.String() != "\a\n" || !strings.HasPrefix(errs.String(), "webopen: no display") {
		t.Errorf("code %d, output %q, errors %q", code, out.String(), errs.String())
	}
	if code := run([]string{"http://h/"}, func(string, ...browser.OpenOption) error { return errors.New("x") }, &out, &errs); code != 0 {
		t.Errorf("code %d", code)
	}
}
