package fetch_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/fetch"
)

type nginxServer struct {
	dir, url, tls string
	pool          *x509.CertPool
}

func startNginx(t *testing.T) nginxServer {
	cert, key, pool := certificate(t)
	dir := serverDir(t, map[string]string{
		"www/index.html": "<p>home", "www/text.txt": strings.Repeat("some text\n", 5000), "www/private/x.txt": "secret",
		"www/large.bin": string(bytes.Repeat([]byte("0123456789abcdef"), 1<<17)), "htpasswd": "user:{PLAIN}pw\n", "cert.pem": cert, "key.pem": key, "tmp/x": "",
	})
	port, tlsPort := freePort(t, "127.0.0.1"), freePort(t, "127.0.0.1")
	user := ""
	if os.Getuid() == 0 {
		user = "user root;"
	}
	conf := fmt.Sprintf(`daemon off; master_process off; %[4]s pid %[1]s/pid; error_log %[1]s/error.log;
events { worker_connections 64; }
http {
 access_log off; types { text/plain txt; text/html html; } default_type application/octet-stream;
 client_body_temp_path %[1]s/tmp/b; proxy_temp_path %[1]s/tmp/p; fastcgi_temp_path %[1]s/tmp/f; uwsgi_temp_path %[1]s/tmp/u; scgi_temp_path %[1]s/tmp/s;
 gzip on; gzip_types text/plain; gzip_min_length 1;
 root %[1]s/www;
 server { listen 127.0.0.1:%[2]d;
  location /private/ { auth_basic "R"; auth_basic_user_file %[1]s/htpasswd; }
  location /moved301 { return 301 /text.txt; } location /moved302 { return 302 /text.txt; } location /moved307 { return 307 /text.txt; } location /moved308 { return 308 /text.txt; }
  location /deep { return 302 /moved301; } location /gone { return 410 "gone\n"; } location /teapot { return 418; } location /loop { return 302 /loop; }
  location /close { return 444; }
 }
 server { listen 127.0.0.1:%[3]d ssl http2; ssl_certificate %[1]s/cert.pem; ssl_certificate_key %[1]s/key.pem; }
}`, dir, port, tlsPort, user)
	if err := os.WriteFile(filepath.Join(dir, "nginx.conf"), []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	startServer(t, addrOf(port), "nginx", "-c", filepath.Join(dir, "nginx.conf"), "-p", dir)
	return nginxServer{dir, "http://" + addrOf(port), "https://localhost:" + fmt.Sprint(tlsPort), pool}
}

func TestServerNginx(t *testing.T) {
	s := startNginx(t)
	text, _ := os.ReadFile(filepath.Join(s.dir, "www/text.txt"))
	o := fetch.BuildOpener(noProxy())
	defer o.Close()
	t.Run("redirects", func(t *testing.T) {
		for _, path := range []string{"/moved301", "/moved302", "/moved307", "/moved308", "/deep"} {
			r, err := o.Open(s.url + path)
			if err != nil {
				t.Fatal(err)
			}
			if b, err := io.ReadAll(r); !bytes.Equal(b, text) || err != nil || r.URL != s.url+"/text.txt" {
				t.Errorf("%s: %d bytes from %s, %v", path, len(b), r.URL, err)
			}
		}
		var h *fetch.HTTPError
		if _, err := o.Open(s.url + "/loop"); !errors.As(err, &h) || !strings.Contains(err.Error(), "infinite loop") {
			t.Error(err)
		}
	})
	t.Run("errors", func(t *testing.T) {
		for path, want := range map[string]string{"/nothing": "HTTP Error 404: Not Found", "/gone": "HTTP Error 410: Gone", "/private/x.txt": "HTTP Error 401: Unauthorized", "/close": "Remote end closed connection without response"} {
			if _, err := o.Open(s.url + path); err == nil || err.Error() != want {
				t.Errorf("%s: %v", path, err)
			}
		}
		if _, err := o.Open(s.url + "/text.txt\x00"); err == nil {
			t.Error("a NUL was sent")
		}
	})
	t.Run("basic auth", func(t *testing.T) {
		h := fetch.NewHTTPBasicAuthHandler(nil)
		h.AddPassword("R", s.url+"/private/", "user", "pw")
		r, err := fetch.BuildOpener(noProxy(), h).Open(s.url + "/private/x.txt")
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := io.ReadAll(r); string(b) != "secret" {
			t.Errorf("%q", b)
		}
	})
	t.Run("gzip", func(t *testing.T) {
		r, err := o.Open(s.url + "/text.txt")
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := io.ReadAll(r); !bytes.Equal(b, text) || r.Headers.Get("Content-Encoding") != "" {
			t.Error("compressed without being asked for")
		}
		r, err = fetch.BuildOpener(noProxy(), fetch.NewDecodeHandler()).Open(s.url + "/text.txt")
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(r); !bytes.Equal(b, text) || err != nil {
			t.Errorf("%d bytes, %v", len(b), err)
		}
	})
	t.Run("http2", func(t *testing.T) {
		c := &tls.Config{RootCAs: s.pool}
		for _, on := range []bool{false, true} {
			o := fetch.BuildOpener(noProxy(), fetch.NewHTTPSHandler(fetch.Context(c), fetch.HTTP2(fetch.HTTP2(on))))
			r, err := o.Open(s.tls + "/text.txt")
			if err != nil {
				t.Fatal(err)
			}
			if b, err := io.ReadAll(r); !bytes.Equal(b, text) || err != nil || (r.Version == 20) != on {
				t.Errorf("HTTP2(%v): %d bytes, version %d, %v", on, len(b), r.Version, err)
			}
			o.Close()
		}
	})
	t.Run("retrieve", func(t *testing.T) { testRetrieve(t, s) })
}

func testRetrieve(t *testing.T, s nginxServer) {
	fetch.InstallOpener(fetch.BuildOpener(noProxy()))
	defer fetch.URLCleanup()
	want, _ := os.ReadFile(filepath.Join(s.dir, "www/large.bin"))
	var blocks int
	var last int64
	name, headers, err := fetch.URLRetrieve(s.url+"/large.bin", fetch.ReportHook(func(n, bs int, size int64) {
		if n != blocks || bs != 8192 || size != int64(len(want)) {
			t.Fatalf("hook(%d, %d, %d)", n, bs, size)
		}
		blocks++
	}), fetch.Progress(func(done, size int64) { last = done }))
	if err != nil || headers.Get("Content-Length") != fmt.Sprint(len(want)) || blocks != len(want)/8192+1 || last != int64(len(want)) {
		t.Errorf("%v, %v, %d blocks", headers, err, blocks)
	}
	if got, _ := os.ReadFile(name); !bytes.Equal(got, want) {
		t.Error("the file differs")
	}
	fetch.URLCleanup()
	if _, err := os.Stat(name); err == nil {
		t.Error("URLCleanup left the file")
	}
	fetch.InstallOpener(fetch.BuildOpener(noProxy()))
	// A retrieval that was broken off goes on where it was.
	target := filepath.Join(t.TempDir(), "large.bin")
	ctx, cancel := context.WithCancel(context.Background())
	_, _, err = fetch.URLRetrieveContext(ctx, s.url+"/large.bin", fetch.Filename(target), fetch.Resume(true), fetch.Progress(func(done, _ int64) {
		if done > 500000 {
			cancel()
			time.Sleep(50 * time.Millisecond) // until the transport has noticed
		}
	}))
	part, perr := os.Stat(target + ".part")
	if err == nil || perr != nil || part.Size() < 500000 {
		t.Fatal(err, perr)
	}
	first := int64(-1)
	_, headers, err = fetch.URLRetrieve(s.url+"/large.bin", fetch.Filename(target), fetch.Resume(true), fetch.Progress(func(done, size int64) {
		if first < 0 {
			first = done
		}
		if size != int64(len(want)) {
			t.Errorf("size %d", size)
		}
	}))
	if err != nil || first <= part.Size() || !strings.HasPrefix(headers.Get("Content-Range"), fmt.Sprintf("bytes %d-", part.Size())) {
		t.Errorf("%v, first progress %d, %v", err, first, headers)
	}
	if got, _ := os.ReadFile(target); !bytes.Equal(got, want) {
		t.Errorf("the resumed file differs: %x", sha256.Sum256(got))
	}
	if left, _ := filepath.Glob(target + ".*"); left != nil {
		t.Error(left)
	}
}
