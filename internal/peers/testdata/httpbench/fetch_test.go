package httpbench

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/gobatteries/batteries/fetch"
)

var (
	opener = fetch.BuildOpener(fetch.NewProxyHandler(map[string]string{}))
	bare   = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}
)

func init() {
	getters = append(getters,
		getter{"project", func(u string) (int, error) {
			resp, err := opener.Open(u)
			if err != nil {
				return 0, err
			}
			n, err := io.Copy(io.Discard, resp)
			resp.Close()
			return int(n), err
		}},
		getter{"project-timeout", func(u string) (int, error) {
			resp, err := opener.Open(u, fetch.Timeout(30))
			if err != nil {
				return 0, err
			}
			n, err := io.Copy(io.Discard, resp)
			resp.Close()
			return int(n), err
		}},
		getter{"project-readall", func(u string) (int, error) {
			resp, err := opener.Open(u)
			if err != nil {
				return 0, err
			}
			b, err := resp.ReadAll(-1)
			resp.Close()
			return len(b), err
		}},
		getter{"bare", func(u string) (int, error) { return drain(bare.Get(u)) }},
	)
}

// BenchmarkRetrieve copies 64 MiB to a file, beside curl.
func BenchmarkRetrieve(b *testing.B) {
	base := os.Getenv("PEERS_HTTP")
	if base == "" {
		b.Skip("PEERS_HTTP is not set")
	}
	url, file := base+"/large.bin", filepath.Join(b.TempDir(), "large.bin")
	fetch.InstallOpener(opener)
	for _, impl := range []struct {
		name string
		get  func() error
	}{
		{"project", func() error {
			_, _, err := fetch.URLRetrieve(url, fetch.Filename(file))
			return err
		}},
		{"curl", func() error { return exec.Command("curl", "-s", "-o", file, url).Run() }},
		{"std", func() error {
			resp, err := http.Get(url)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			f, err := os.Create(file)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = io.Copy(f, resp.Body)
			return err
		}},
	} {
		b.Run("impl="+impl.name, func(b *testing.B) {
			b.SetBytes(64 << 20)
			b.ReportAllocs()
			for b.Loop() {
				if err := impl.get(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
