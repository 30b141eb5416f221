package fetch_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/gobatteries/batteries/fetch"
)

func TestServerApache(t *testing.T) {
	dir := serverDir(t, map[string]string{
		"www/index.html": "home", "www/digest/x.txt": "secret", "www/basic/x.txt": "secret too",
		"htdigest": "user:R:597f846b1157a3e2c2ead2148b8c89ad\n", // MD5 of user:R:p w
	})
	port := freePort(t, "127.0.0.1")
	conf := fmt.Sprintf("ServerRoot %[1]s\nServerName localhost\nListen 127.0.0.1:%[2]d\nPidFile %[1]s/pid\nErrorLog %[1]s/error.log\nMutex file:%[1]s default\nDefaultRuntimeDir %[1]s\nUser www-data\nGroup www-data\nDocumentRoot %[1]s/www\n", dir, port)
	for _, m := range []string{"mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_digest", "dir", "alias"} {
		conf += fmt.Sprintf("LoadModule %[1]s_module /usr/lib/apache2/modules/mod_%[1]s.so\n", m)
	}
	conf += fmt.Sprintf("<Directory %[1]s/www>\nRequire all granted\n</Directory>\n<Location /digest>\nAuthType Digest\nAuthName R\nAuthDigestProvider file\nAuthDigestQop auth\nAuthUserFile %[1]s/htdigest\nRequire valid-user\n</Location>\nRedirect 302 /moved /digest/x.txt\n", dir)
	path := filepath.Join(dir, "apache.conf")
	if err := os.WriteFile(path, []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	startServer(t, addrOf(port), "apache2", "-X", "-f", path)
	base := "http://" + addrOf(port)
	h := fetch.NewHTTPDigestAuthHandler(nil)
	h.AddPassword("R", base, "user", "p w")
	o := fetch.BuildOpener(noProxy(), h)
	defer o.Close()
	for _, path := range []string{"/digest/x.txt", "/digest/x.txt?a=b", "/moved", "/digest/x.txt"} {
		r, err := o.Open(base + path)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if b, _ := io.ReadAll(r); string(b) != "secret" {
			t.Errorf("%s: %q", path, b)
		}
	}
	bad := fetch.NewHTTPDigestAuthHandler(nil)
	bad.AddPassword("R", base, "user", "wrong")
	var e *fetch.HTTPError
	if _, err := fetch.BuildOpener(noProxy(), bad).Open(base + "/digest/x.txt"); !errors.As(err, &e) || e.Code != 401 || e.Msg != "digest auth failed" {
		t.Error(err)
	}
}
