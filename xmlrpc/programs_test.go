package xmlrpc_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/xmlrpc"
)

// program finds a program, or ends the test: with an error where CI is set,
// which installs it.
func program(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("needs %s, which CI must install", names[0])
	}
	t.Skipf("needs %s", names[0])
	return ""
}

const supervisorConf = `
[supervisord]
nodaemon=true
logfile=%[1]s/supervisord.log
pidfile=%[1]s/supervisord.pid
[unix_http_server]
file=%[1]s/s.sock
[inet_http_server]
port=%[2]s
username=user
password=p@ss
[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
[program:sleeper]
command=/bin/sleep 1000
autostart=false
startsecs=0
`

// Supervisor's real XML-RPC interface, over a Unix socket and over HTTP.
func TestSupervisord(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("supervisord needs Unix")
	}
	path := program(t, "supervisord")
	dir, err := os.MkdirTemp("", "sv") // a Unix socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	conf := filepath.Join(dir, "conf")
	if err := os.WriteFile(conf, fmt.Appendf(nil, supervisorConf, dir, addr), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "-c", conf)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	socket := filepath.Join(dir, "s.sock")
	for {
		if _, err := os.Stat(socket); err == nil {
			break
		}
		if ctx.Err() != nil {
			t.Fatal("supervisord does not start")
		}
		time.Sleep(20 * time.Millisecond)
	}
	for _, uri := range []string{"unix:" + socket, "http+unix://" + strings.ReplaceAll(socket, "/", "%2F") + "/RPC2", "http://user:p%40ss@" + addr + "/RPC2"} {
		supervise(ctx, t, newProxy(t, uri))
	}
	var pe *xmlrpc.ProtocolError
	if _, err := newProxy(t, "http://user:wrong@"+addr).Call(ctx, "supervisor.getState"); !errors.As(err, &pe) || pe.ErrCode != 401 {
		t.Error(err)
	}
}

func supervise(ctx context.Context, t *testing.T, p *xmlrpc.ServerProxy) {
	t.Helper()
	type process struct {
		Name, Group string
		State       int    `xmlrpc:"state"`
		StateName   string `xmlrpc:"statename"`
		PID         int    `xmlrpc:"pid"`
	}
	state, err := xmlrpc.Call[map[string]any](ctx, p, "supervisor.getState")
	if err != nil || state["statename"] != "RUNNING" || state["statecode"] != int64(1) {
		t.Fatal(p, state, err)
	}
	names, err := xmlrpc.Call[[]string](ctx, p, "system.listMethods")
	if err != nil || !slices.Contains(names, "supervisor.startProcess") {
		t.Error(p, names, err)
	}
	if sig, err := xmlrpc.Call[[]string](ctx, p, "system.methodSignature", "supervisor.startProcess"); err != nil || len(sig) < 2 {
		t.Error(p, sig, err)
	}
	var f *xmlrpc.Fault
	if _, err := p.Call(ctx, "supervisor.startProcess", "nope"); !errors.As(err, &f) || f.FaultCode != 10 || !strings.Contains(f.FaultString, "BAD_NAME") {
		t.Error(p, err)
	}
	if ok, err := xmlrpc.Call[bool](ctx, p, "supervisor.startProcess", "sleeper"); err != nil || !ok {
		t.Error(p, ok, err)
	}
	all, err := xmlrpc.Call[[]process](ctx, p, "supervisor.getAllProcessInfo")
	if err != nil || len(all) != 1 || all[0].StateName != "RUNNING" || all[0].PID == 0 {
		t.Errorf("%v %+v %v", p, all, err)
	}
	m := xmlrpc.NewMultiCall(p)
	m.Add("supervisor.getAPIVersion")
	m.Add("supervisor.nope")
	m.Add("supervisor.stopProcess", "sleeper", true)
	r, err := m.Call(ctx)
	if err != nil || r.Len() != 3 {
		t.Fatal(p, err)
	}
	// Supervisor's multicall gives results as they are, not in arrays of one,
	// which Python's MultiCall refuses as well.
	if _, err := r.GetItem(0); r.Results[0] != "3.0" || r.Results[2] != true || err == nil || err.Error() != "unexpected type in multicall result" {
		t.Error(p, r.Results, err)
	}
	if _, err := r.GetItem(1); !errors.As(err, &f) || f.FaultCode != 1 {
		t.Error(p, err)
	}
}

// docServer serves a documentation page.
func docServer(t testing.TB) string {
	t.Helper()
	s, err := xmlrpc.NewDocXMLRPCServer("127.0.0.1:0", xmlrpc.LogRequests(false), xmlrpc.HTTPOptions(httpserve.DrainTimeout(time.Second)))
	if err != nil {
		t.Fatal(err)
	}
	s.SetServerTitle("Title <&>")
	s.SetServerName("Name <&>")
	s.SetServerDocumentation("About <&> this.\n\n  Second  paragraph.")
	s.RegisterFunction(func(a, b int) int { return a + b }, xmlrpc.Name("add"), xmlrpc.ArgNames{"a", "b"},
		xmlrpc.Doc("Add two numbers.\n\nSee RFC 2616 and PEP 8, http://example.test/x?a=1&b=2 and\nself.subtract; also calls system.listMethods()."))
	s.RegisterFunction(func(name string) string { return "Hello, " + name }, xmlrpc.Name("hello"), xmlrpc.ArgNames{"name"}, xmlrpc.Doc("Say hello."))
	s.RegisterFunction(func() {}, xmlrpc.Name("nothing"))
	s.RegisterIntrospectionFunctions()
	s.RegisterMulticallFunctions()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.ServeForeverContext(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-done
		s.ServerClose()
	})
	return "http://" + s.Addr().String() + "/"
}

// A browser shows the documentation page.
func TestChromium(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	path := program(t, "chromium", "chromium-browser", "google-chrome")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	args := []string{"--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--user-data-dir=" + t.TempDir(), "--virtual-time-budget=2000"}
	if file := os.Getenv("BATTERIES_SCREENSHOT"); file != "" { // to look at
		args = append(args, "--screenshot="+file, "--window-size=900,1000")
	}
	cmd := exec.CommandContext(ctx, path, append(args, "--dump-dom", docServer(t))...)
	cmd.WaitDelay = 5 * time.Second
	dom, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<title>Python: Title &lt;&amp;&gt;</title>", "<strong>Name &lt;&amp;&gt;</strong>", `<a name="-add"><strong>add</strong></a>(a: int, b: int) -&gt; int`,
		`<a href="#-system.listMethods">system.listMethods</a>()`, `<a href="https://www.rfc-editor.org/rfc/rfc2616.txt">`, `<a name="-nothing"><strong>nothing</strong></a>()`,
		`href="http://example.test/x?a=1&amp;b=2"`, "<dd><tt>Say&nbsp;hello.</tt></dd>",
	} {
		if !strings.Contains(string(dom), want) {
			t.Errorf("the page lacks %s:\n%s", want, dom)
			break
		}
	}
}
