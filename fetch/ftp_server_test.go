package fetch_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/fetch"
)

func startVsftpd(t *testing.T, host string) (dir, url string) {
	dir = serverDir(t, map[string]string{
		"ftp/readme.txt": "line one\nline two\n", "ftp/sub dir/file.bin": string(bytes.Repeat([]byte("0123456789abcdef"), 1<<16)), "ftp/empty.txt": "", "chroot/x": "",
	})
	os.Remove(filepath.Join(dir, "chroot/x"))
	port := freePort(t, host)
	conf := fmt.Sprintf("listen_port=%d\nbackground=NO\nanonymous_enable=YES\nanon_root=%s/ftp\nlocal_enable=NO\nsecure_chroot_dir=%s/chroot\nseccomp_sandbox=NO\nxferlog_enable=NO\nanon_world_readable_only=NO\nisolate_network=NO\nascii_download_enable=YES\n", port, dir, dir)
	if strings.Contains(host, ":") {
		conf += "listen=NO\nlisten_ipv6=YES\nlisten_address6=" + host + "\n"
	} else {
		conf += "listen=YES\nlisten_address=" + host + "\n"
	}
	if os.Getuid() != 0 {
		conf += "run_as_launching_user=YES\n"
	}
	path := filepath.Join(dir, "vsftpd.conf")
	if err := os.WriteFile(path, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	addr := net.JoinHostPort(host, fmt.Sprint(port))
	startServer(t, addr, "vsftpd", path)
	return dir, "ftp://" + addr
}

func TestServerVsftpd(t *testing.T) {
	for _, host := range []string{"127.0.0.1", "::1"} {
		t.Run(host, func(t *testing.T) {
			dir, base := startVsftpd(t, host)
			cached := fetch.BuildOpener(noProxy(), fetch.NewCacheFTPHandler())
			defer cached.Close()
			for _, o := range []*fetch.OpenerDirector{fetch.BuildOpener(noProxy()), cached, cached} {
				testVsftpd(t, o, dir, base)
			}
		})
	}
}

func testVsftpd(t *testing.T, o *fetch.OpenerDirector, dir, base string) {
	t.Helper()
	large, _ := os.ReadFile(filepath.Join(dir, "ftp/sub dir/file.bin"))
	for path, want := range map[string]string{
		"/readme.txt": "line one\nline two\n", "/sub%20dir/file.bin": string(large), "/readme.txt;type=i": "line one\nline two\n", "/empty.txt": "",
		"/readme.txt;type=a": "line one\r\nline two\r\n",
	} {
		r, err := o.Open(base+path, fetch.Timeout(10))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		b, err := io.ReadAll(r)
		if string(b) != want || err != nil {
			t.Errorf("%s: %d bytes, %v", path, len(b), err)
		}
		if n := r.Headers.Get("Content-Length"); n != fmt.Sprint(len(want)) && !strings.Contains(path, "type=a") {
			t.Errorf("%s: Content-Length %q", path, n)
		}
		r.Close()
	}
	for path, want := range map[string]string{"/": "readme.txt", "/sub%20dir": "file.bin", "/sub%20dir/": "file.bin", "/;type=d": "readme.txt"} {
		r, err := o.Open(base+path, fetch.Timeout(10))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if b, err := io.ReadAll(r); !strings.Contains(string(b), want) || err != nil {
			t.Errorf("%s: %q, %v", path, b, err)
		}
		r.Close()
	}
	for _, path := range []string{"/nothing", "/no/where/"} {
		if _, err := o.Open(base+path, fetch.Timeout(10)); err == nil || !strings.HasPrefix(err.Error(), "<urlopen error ftp error: ") {
			t.Errorf("%s: %v", path, err)
		}
	}
	// A transfer that is given up leaves the handler in order.
	r, err := o.Open(base+"/sub%20dir/file.bin", fetch.Timeout(10))
	if err != nil {
		t.Fatal(err)
	}
	io.ReadFull(r, make([]byte, 10))
	r.Close()
	if r, err = o.Open(base+"/readme.txt", fetch.Timeout(10)); err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, r)
	r.Close()
}
