package fetch_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/fetch"
)

// startSquid runs squid with no authentication, Basic or Digest.
func startSquid(t *testing.T, scheme string) string {
	const ha1 = "40e8f83e0902810bee42ec49cb4055b6" // MD5 of puser:P:ppass
	dir := serverDir(t, map[string]string{
		"basic.sh":  "#!/bin/sh\nwhile read u p; do if [ \"$u $p\" = 'puser ppass' ]; then echo OK; else echo ERR; fi; done\n",
		"digest.sh": "#!/bin/sh\nwhile read l; do echo 'OK ha1=\"" + ha1 + "\"'; done\n",
	})
	os.Chmod(dir, 0o777)
	port := freePort(t, "127.0.0.1")
	conf := fmt.Sprintf("http_port 127.0.0.1:%d\npid_filename none\ncache_log %s/cache.log\naccess_log none\ncache deny all\nnetdb_filename none\ncoredump_dir %s\nshutdown_lifetime 0 seconds\nvisible_hostname test\n", port, dir, dir)
	if scheme != "" {
		conf += fmt.Sprintf("auth_param %[1]s program %[2]s/%[1]s.sh\nauth_param %[1]s realm P\nauth_param %[1]s children 1\nacl known proxy_auth REQUIRED\nhttp_access deny !known\n", scheme, dir)
	}
	conf += "http_access allow all\n"
	path := filepath.Join(dir, "squid.conf")
	if err := os.WriteFile(path, []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	startServer(t, addrOf(port), "squid", "-N", "-f", path)
	return addrOf(port)
}

func TestServerSquid(t *testing.T) {
	hello := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Proxy-Authorization") != "" {
			t.Error("the proxy's credentials reached the server")
		}
		fmt.Fprintf(w, "%s via %q", r.URL.Path, r.Header.Get("Via"))
	})
	plain, secure := httptest.NewServer(hello), httptest.NewTLSServer(hello)
	defer plain.Close()
	defer secure.Close()
	pool := x509.NewCertPool()
	pool.AddCert(secure.Certificate())
	tlsHandler := func() fetch.Handler { return fetch.NewHTTPSHandler(fetch.Context(&tls.Config{RootCAs: pool})) }
	check := func(t *testing.T, o *fetch.OpenerDirector) {
		t.Helper()
		defer o.Close()
		for range 2 {
			r, err := o.Open(plain.URL + "/p")
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := io.ReadAll(r); !strings.HasPrefix(string(b), "/p via \"1.1 test") {
				t.Errorf("http: %s", b)
			}
			if r, err = o.Open(secure.URL + "/s"); err != nil {
				t.Fatal(err)
			}
			if b, _ := io.ReadAll(r); string(b) != `/s via ""` {
				t.Errorf("https: %s", b)
			}
		}
	}
	t.Run("open", func(t *testing.T) {
		proxy := "http://" + startSquid(t, "")
		check(t, fetch.BuildOpener(fetch.NewProxyHandler(map[string]string{"http": proxy, "https": proxy}), tlsHandler()))
		t.Setenv("http_proxy", proxy)
		t.Setenv("https_proxy", proxy)
		t.Setenv("no_proxy", "")
		check(t, fetch.BuildOpener(tlsHandler()))
		t.Setenv("no_proxy", "127.0.0.0/8")
		r, err := fetch.BuildOpener().Open(plain.URL + "/p")
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := io.ReadAll(r); string(b) != `/p via ""` {
			t.Errorf("no_proxy: %s", b)
		}
	})
	for _, scheme := range []string{"basic", "digest"} {
		t.Run(scheme, func(t *testing.T) {
			addr := startSquid(t, scheme)
			proxies := map[string]string{"http": "http://" + addr, "https": "http://" + addr}
			var h, wrong fetch.Handler
			if scheme == "basic" {
				good, bad := fetch.NewProxyBasicAuthHandler(nil), fetch.NewProxyBasicAuthHandler(nil)
				good.AddPassword("P", addr, "puser", "ppass")
				bad.AddPassword("P", addr, "puser", "no")
				h, wrong = good, bad
				withUser := "http://puser:ppass@" + addr
				check(t, fetch.BuildOpener(fetch.NewProxyHandler(map[string]string{"http": withUser, "https": withUser}), tlsHandler()))
			} else {
				good, bad := fetch.NewProxyDigestAuthHandler(nil), fetch.NewProxyDigestAuthHandler(nil)
				good.AddPassword("P", addr, "puser", "ppass")
				bad.AddPassword("P", addr, "puser", "no")
				h, wrong = good, bad
			}
			check(t, fetch.BuildOpener(fetch.NewProxyHandler(proxies), h, tlsHandler()))
			for _, o := range []*fetch.OpenerDirector{fetch.BuildOpener(fetch.NewProxyHandler(proxies), wrong, tlsHandler()), fetch.BuildOpener(fetch.NewProxyHandler(proxies), tlsHandler())} {
				var e *fetch.HTTPError
				if _, err := o.Open(plain.URL); !errors.As(err, &e) || e.Code != 407 && e.Msg != "digest auth failed" {
					t.Errorf("http: %v", err)
				}
				if _, err := o.Open(secure.URL); err == nil || err.Error() != "<urlopen error Tunnel connection failed: 407 Proxy Authentication Required>" && err.Error() != "HTTP Error 401: digest auth failed" {
					t.Errorf("https: %v", err)
				}
			}
		})
	}
}
