package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gobatteries/batteries/examples/internal/menu"
	"github.com/gobatteries/batteries/examples/internal/menu/menutest"
)

// The children that forking starts are this program.
func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		child()
		return
	}
	os.Exit(m.Run())
}

var tokens = []struct {
	varies *regexp.Regexp
	token  string
}{
	{regexp.MustCompile(`\b[0-9a-f]{32}\b`), "<BOUNDARY>"},
	{regexp.MustCompile(`-{20,}[0-9A-Za-z]{16,}`), "<CURLBOUNDARY>"},
	{regexp.MustCompile(`\b20\d\d(\n> Content-Type: multipart/form-data; boundary=<CURL)`), "2048$1"},
	{regexp.MustCompile(`\bcurl/[\d.]+`), "curl/<CURLVER>"},
	{regexp.MustCompile(`Content-Length: (32|15)\d\b`), "Content-Length: <LENGTH>"}, // with curl's version in the body
	{regexp.MustCompile(`\bport \d+`), "port 8080"},
	// The system's table of types may say otherwise than Python's own.
	{regexp.MustCompile(`text/(prs\.fallenstein\.rst|x-rst)`), "text/x-rst"},
}

func normalize(s string) string {
	for _, t := range tokens {
		s = t.varies.ReplaceAllString(s, t.token)
	}
	return strings.ReplaceAll(s, strings.Repeat("#", 1637), "<FILE>")
}

func TestPrograms(t *testing.T) {
	menutest.Compare(t, programs, normalize)
}

// TestCurl has the page's own lines for a shell, with curl as the client.
func TestCurl(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	upload := filepath.Join(t.TempDir(), "http_server_GET.py")
	if err := os.WriteFile(upload, []byte(strings.Repeat("#", 1637)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		program string
		times   int
		args    []string // of which the last is a path
	}{
		{"GET", 1, []string{"-i", "/?foo=bar"}},
		{"POST", 1, []string{"-F", "name=dhellmann", "-F", "foo=bar", "-F", "datafile=@" + upload, "/"}},
		{"threads", 3, []string{"/"}},
		{"errors", 1, []string{"-i", "/"}},
		{"send_header", 1, []string{"-i", "/"}},
		{"cli_http_server", 1, []string{"-I", "/index.rst"}},
	} {
		t.Run(c.program, func(t *testing.T) {
			i := slices.IndexFunc(programs, func(p menu.Program) bool { return p.Name == c.program })
			p := programs[i]
			p.Visit = func(ctx context.Context, url string) error {
				last := len(c.args) - 1
				args := append([]string{"-sS", "--noproxy", "*"}, c.args[:last]...)
				args = append(args, url+c.args[last])
				for range c.times {
					out, err := exec.CommandContext(ctx, "curl", args...).Output()
					if err != nil {
						return err
					}
					fmt.Printf("%s", out)
				}
				return nil
			}
			got := normalize(menutest.Normalize(menutest.Run(t, p).String()))
			if diff := cmp.Diff(menutest.Expected(t, "testdata/curl/"+c.program+".txt"), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
