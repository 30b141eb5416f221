package fetch_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gobatteries/batteries/fetch"
)

// A fakeFTP is an FTP server that does as it is told.
type fakeFTP struct {
	addr    string
	replies map[string]string // by command, or by its verb; the usual ones otherwise
	data    string            // what a transfer sends

	mu  sync.Mutex
	log []string
}

func newFakeFTP(t *testing.T, replies map[string]string, data string) *fakeFTP {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	f := &fakeFTP{addr: l.Addr().String(), replies: replies, data: data}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go f.serve(c)
		}
	}()
	return f
}

func (f *fakeFTP) commands() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.log...)
}

func (f *fakeFTP) serve(c net.Conn) {
	defer c.Close()
	c.SetDeadline(time.Now().Add(10 * time.Second))
	passive, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	defer passive.Close()
	port := passive.Addr().(*net.TCPAddr).Port
	usual := map[string]string{
		"": "220 hello", "USER": "331 password", "PASS": "230 in", "TYPE": "200 ok", "CWD": "250 ok", "PWD": `257 "/some ""dir"" here" is it`, "SIZE": fmt.Sprint("213 ", len(f.data)),
		"EPSV": fmt.Sprintf("229 Entering (|||%d|)", port), "PASV": fmt.Sprintf("227 Entering (10,9,8,7,%d,%d)", port>>8, port&255), "RETR": "150 here", "LIST": "150 here", "NOOP": "200 ok",
	}
	say := func(command string) string {
		verb, _, _ := strings.Cut(command, " ")
		reply, ok := f.replies[command]
		if !ok {
			if reply, ok = f.replies[verb]; !ok {
				if reply, ok = usual[verb]; !ok {
					reply = "500 what"
				}
			}
		}
		io.WriteString(c, strings.ReplaceAll(reply, "\n", "\r\n")+"\r\n")
		return reply
	}
	say("")
	for r := bufio.NewReader(c); ; {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		f.mu.Lock()
		f.log = append(f.log, line)
		f.mu.Unlock()
		reply := say(line)
		if strings.HasPrefix(reply, "150") {
			d, err := passive.Accept()
			if err != nil {
				return
			}
			io.WriteString(d, f.data)
			d.Close()
			say("END")
		}
	}
}

func (f *fakeFTP) get(t *testing.T, path string) (string, error) {
	t.Helper()
	return get(t, "ftp://"+f.addr+path, fetch.Timeout(5))
}

var done = map[string]string{"END": "226 done"}

func with(more map[string]string) map[string]string {
	m := map[string]string{"END": "226 done"}
	for k, v := range more {
		m[k] = v
	}
	return m
}

// The commands are those of Python's ftplib, EPSV and SIZE aside.
func TestFTPCommands(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"ftp://ADDR/dir/sub%20dir/file.txt", "USER anonymous|PASS anonymous@|CWD dir/sub dir|TYPE I|SIZE file.txt|EPSV|RETR file.txt"},
		{"ftp://joe:s%40crt@ADDR/file;type=a", "USER joe|PASS s@crt|CWD .|TYPE A|EPSV|RETR file"},
		{"ftp://joe@ADDR/", "USER joe|PASS |CWD .|TYPE A|EPSV|LIST"},
		{"ftp://ADDR/dir/x;type=D", "USER anonymous|PASS anonymous@|CWD dir|TYPE A|PWD|CWD x|CWD /some \"dir\" here|EPSV|LIST x"},
		{"ftp://ADDR/..", "USER anonymous|PASS anonymous@|CWD .|TYPE I|SIZE ..|EPSV|RETR .."},
		{"ftp://ADDR/%2fetc/motd", "USER anonymous|PASS anonymous@|CWD /etc|TYPE I|SIZE motd|EPSV|RETR motd"},
	} {
		f := newFakeFTP(t, done, "data")
		body, err := get(t, strings.Replace(c.url, "ADDR", f.addr, 1), fetch.Timeout(5))
		if got := strings.Join(f.commands(), "|"); body != "data" || err != nil || got != c.want {
			t.Errorf("%s: %q, %v\n got %s\nwant %s", c.url, body, err, got, c.want)
		}
	}
}

// Row 30 (bpo-30119): no line end gets into a command.
func TestFTPInjection(t *testing.T) {
	f := newFakeFTP(t, done, "data")
	for _, path := range []string{"/a%0d%0aDELE%20x/b", "/a%0aDELE", "/a%00b", "/x/a%0d"} {
		if _, err := f.get(t, path); err == nil {
			t.Errorf("%s was opened", path)
		}
	}
	for _, user := range []string{"a%0d%0aDELE x", "a:p%0aDELE", "a%00"} {
		if _, err := get(t, "ftp://"+user+"@"+f.addr+"/x"); err == nil {
			t.Errorf("%s was sent", user)
		}
	}
	if log := f.commands(); len(log) != 0 {
		t.Errorf("the server was sent %q", log)
	}
}

// Row 31 (CVE-2021-4189): the data connection goes to the server itself,
// whatever address it announces.
func TestFTPPassiveAddress(t *testing.T) {
	f := newFakeFTP(t, with(map[string]string{"EPSV": "500 what"}), "data")
	if body, err := f.get(t, "/x"); body != "data" || err != nil {
		t.Errorf("%q, %v", body, err)
	}
}

// What servers say, and what becomes of it.
func TestFTPErrors(t *testing.T) {
	for name, c := range map[string]struct {
		replies map[string]string
		want    string
	}{
		"greeting":           {map[string]string{"": "421 busy"}, "421 busy"},
		"login":              {map[string]string{"PASS": "530 no"}, "530 no"},
		"account":            {map[string]string{"PASS": "332 more", "ACCT": "530 no"}, "530 no"},
		"directory":          {map[string]string{"CWD": "550 no"}, "550 no"},
		"nothing there":      {map[string]string{"RETR": "550 no", "CWD x": "550 no such"}, "<urlopen error ftp error: error_perm('550 no such')>"},
		"temporary":          {map[string]string{"RETR": "450 later"}, "450 later"},
		"no port":            {map[string]string{"EPSV": "229 what"}, "229 what"},
		"a wrong port":       {map[string]string{"EPSV": "229 x (|||99999|)"}, "229 x (|||99999|)"},
		"no passive":         {map[string]string{"EPSV": "500 no", "PASV": "500 no"}, "<urlopen error ftp error: 500 no>"},
		"a bad passive":      {map[string]string{"EPSV": "500 no", "PASV": "227 (1,2,3,4,999,1)"}, "227 (1,2,3,4,999,1)"},
		"not a reply":        {map[string]string{"": "\x1b[31mhello"}, `\x1b[31mhello`},
		"an endless reply":   {map[string]string{"": "220-" + strings.Repeat("x\n", 5000) + "220 y"}, "got more than 1000 lines in a reply"},
		"an endless line":    {map[string]string{"": "220 " + strings.Repeat("x", 20000)}, "got more than 8192 bytes"},
		"cut off at the end": {map[string]string{"END": "426 cut"}, "426 cut"},
	} {
		f := newFakeFTP(t, with(c.replies), "data")
		_, err := f.get(t, "/x")
		if want := "<urlopen error ftp error: " + c.want + ">"; err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %v", name, err, want)
		}
	}
	f := newFakeFTP(t, with(map[string]string{"": "220-many\n220-lines\n 220 x\n220 end"}), "data")
	if body, err := f.get(t, "/x"); body != "data" {
		t.Errorf("a reply of many lines: %q, %v", body, err)
	}
}

func TestFTPTimeout(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0") // which never accepts
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	url := "ftp://" + l.Addr().String() + "/x"
	_, err = get(t, url, fetch.Timeout(0.05))
	var timeout *fetch.TimeoutError
	if !errors.As(err, &timeout) || err.Error() != "<urlopen error ftp error: timed out>" {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err = fetch.BuildOpener(noProxy()).OpenContext(ctx, url); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// A CacheFTPHandler keeps connections, as many and as long as it is told.
func TestFTPCache(t *testing.T) {
	f := newFakeFTP(t, done, "data")
	h := fetch.NewCacheFTPHandler()
	o := fetch.BuildOpener(noProxy(), h)
	defer o.Close()
	logins := func() (n int) {
		for _, c := range f.commands() {
			if strings.HasPrefix(c, "USER") {
				n++
			}
		}
		return n
	}
	read := func(path string) {
		r, err := o.Open("ftp://"+f.addr+path, fetch.Timeout(5))
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(r); string(b) != "data" || err != nil {
			t.Fatalf("%q, %v", b, err)
		}
		r.Close()
	}
	read("/a")
	read("/b")
	if n := logins(); n != 1 {
		t.Errorf("%d logins for one directory", n)
	}
	read("/dir/a")
	if n := logins(); n != 2 {
		t.Errorf("%d logins for two directories", n)
	}
	h.SetMaxConns(0)
	read("/a")
	if n := logins(); n != 3 {
		t.Errorf("%d logins without a cache", n)
	}
	h.SetMaxConns(16)
	h.SetTimeout(0)
	read("/a")
	time.Sleep(time.Millisecond)
	h.CheckCache()
	read("/a")
	if n := logins(); n != 5 {
		t.Errorf("%d logins with old connections", n)
	}
}
