// Httpserve serves a folder over HTTP, as python -m http.server does.
//
//	$ go install github.com/gobatteries/batteries/examples/cmd/httpserve@latest
//	$ httpserve -b 127.0.0.1 8080
//	Serving HTTP on 127.0.0.1 port 8080 (http://127.0.0.1:8080/) ...
//
// It takes Python's options and gives its output, with these differences: the
// program's name stands in for "python -m http.server", a folder that is no
// folder is an error at the start, and a server on every interface says so on
// stderr. On a terminal, downloads that take more than a second show how far they
// are. The options from --ranges on are beyond Python, all of them off.
//
// See https://docs.python.org/3.15/library/http.server.html#command-line-interface.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"time"

	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/internal/argparse"
	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/tty"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// flags are what the command line says.
type flags struct {
	handler                              httpserve.SimpleHTTPRequestHandler
	port, maxUpload                      int
	bind, cert, key, passwordFile, users string
	origins                              []string
}

func newParser(f *flags) *argparse.Parser {
	f.port, f.handler.ProtocolVersion = 8000, "HTTP/1.0"
	p := &argparse.Parser{Prog: "httpserve"}
	defaulted := func(names, metavar, help, standard string, value argparse.Value) {
		a := argparse.Argument{Names: strings.Fields(names), Help: help, Default: standard, Value: value}
		if metavar != "" {
			a.Metavar = strings.Fields(metavar)
		}
		if len(a.Metavar) > 1 {
			a.Nargs = argparse.Nargs(len(a.Metavar))
		}
		p.Add(a)
	}
	option := func(names, metavar, help string, value argparse.Value) { defaulted(names, metavar, help, "", value) }
	h := &f.handler
	option("-b --bind", "ADDRESS", "bind to this address (default: all interfaces)", argparse.String(&f.bind))
	option("-d --directory", "DIRECTORY", "serve this directory (default: current directory)", argparse.String(&h.Directory))
	defaulted("-p --protocol", "VERSION", "conform to this HTTP version (default: %(default)s)", h.ProtocolVersion, argparse.String(&h.ProtocolVersion))
	defaulted("--content-type", "CONTENT_TYPE",
		"default content type for unknown extensions (default: %(default)s)", "application/octet-stream", argparse.String(&h.DefaultContentType))
	option("--tls-cert", "PATH", "path to the TLS certificate chain file", argparse.String(&f.cert))
	option("--tls-key", "PATH", "path to the TLS key file", argparse.String(&f.key))
	option("--tls-password-file", "PATH", "path to the password file for the TLS key", argparse.String(&f.passwordFile))
	option("-H --header", "HEADER VALUE", "Add a custom response header (can be specified multiple times)",
		argparse.Func(func(v []string) error {
			h.ExtraResponseHeaders = append(h.ExtraResponseHeaders, [2]string{v[0], v[1]})
			return nil
		}))
	option("--ranges", "", "answer requests for parts of a file", argparse.True(&h.Ranges))
	option("--etags", "", "send an ETag with each file", argparse.True(&h.ETags))
	option("--compress", "", "send FILE.br or FILE.gz in place of FILE, or compress it, for clients that take it", argparse.True(&h.Compress))
	option("--rich", "", "list directories with sizes and dates, and as JSON", argparse.True(&h.RichListing))
	option("--uploads", "", "take files by PUT, and by a form on the rich listing; needs --auth-file or a loopback address", argparse.True(&h.Uploads))
	option("--overwrite", "", "let uploads replace files", argparse.True(&h.Overwrite))
	defaulted("--max-upload", "BYTES", "largest upload (default: %(default)s)", "1 GiB", argparse.Int(&f.maxUpload))
	option("--auth-file", "PATH", "ask for a user name and password; the file has a line NAME:PASSWORD for each user", argparse.String(&f.users))
	option("--cors", "ORIGIN", "let pages of this site, or of any with '*', read the files (can be specified multiple times)", appendTo(&f.origins))
	option("--fallback", "FILE", "serve this file for missing pages of a single-page application", argparse.String(&h.Fallback))
	option("--allow-host", "NAME", "answer to this host name alone (can be specified multiple times)", appendTo(&h.AllowedHosts))
	option("--follow-symlinks", "", "follow symbolic links out of the directory", argparse.True(&h.FollowSymlinks))
	p.Add(argparse.Argument{Names: []string{"port"}, Nargs: argparse.Optional, Help: "bind to this port (default: %(default)s)", Default: "8000", Value: argparse.Int(&f.port)})
	return p
}

func appendTo(list *[]string) argparse.Value {
	return argparse.Func(func(v []string) error {
		*list = append(*list, v...)
		return nil
	})
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var f flags
	p := newParser(&f)
	if code, ok := p.ParseArgs(args, stdout, stderr); !ok {
		return code
	}
	password, problem := f.check()
	if problem != "" {
		return p.Error(stderr, problem)
	}
	server, scheme, err := f.newServer(stderr, password)
	if err != nil {
		fmt.Fprintln(stderr, "httpserve: "+err.Error())
		return 1
	}
	defer server.ServerClose()
	host := server.ServerAddress.Host
	fmt.Fprintf(stdout, "Serving %s on %s port %d (%s://%s/) ...\n", strings.ToUpper(scheme), host, server.ServerPort,
		scheme, net.JoinHostPort(host, strconv.Itoa(server.ServerPort)))
	f.warn(stderr, host, scheme)
	if err := server.ServeForeverContext(ctx); err != nil {
		fmt.Fprintln(stderr, "httpserve: "+err.Error())
		return 1
	}
	fmt.Fprintln(stdout, "\nKeyboard interrupt received, exiting.")
	return 0
}

// check reads what the options name, and returns the key's password or what is
// wrong.
func (f *flags) check() (password, problem string) {
	if f.cert == "" && f.key != "" {
		return "", "--tls-key requires --tls-cert to be set"
	}
	if f.passwordFile != "" {
		if f.cert == "" {
			return "", "--tls-password-file requires --tls-cert to be set"
		}
		text, err := os.ReadFile(f.passwordFile)
		if err != nil {
			return "", "Failed to read TLS password file: " + pythonError(err)
		}
		password = strings.TrimSpace(string(text))
	}
	if f.handler.Directory != "" {
		if st, err := os.Stat(f.handler.Directory); err != nil || !st.IsDir() {
			return "", "argument -d/--directory: not a directory: " + pyrepr.String(f.handler.Directory)
		}
	}
	if f.users != "" {
		var err error
		if f.handler.Users, err = readUsers(f.users); err != nil {
			return "", "argument --auth-file: " + err.Error()
		}
	}
	if f.origins != nil {
		f.handler.CORS = &httpserve.CORS{Origins: f.origins}
	}
	f.handler.MaxUpload = int64(f.maxUpload)
	if f.handler.Uploads && f.handler.Users == nil && !loopback(f.bind) {
		return "", "--uploads requires --auth-file, or --bind to a loopback address"
	}
	return password, ""
}

// pythonError writes a file's error as Python does in the common case.
func pythonError(err error) string {
	var path *os.PathError
	if errors.As(err, &path) && errors.Is(err, os.ErrNotExist) {
		return "[Errno 2] No such file or directory: " + pyrepr.String(path.Path)
	}
	return err.Error()
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// readUsers reads lines NAME:PASSWORD.
func readUsers(name string) (map[string]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	users := make(map[string]string)
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if lines.Text() == "" {
			continue
		}
		user, password, ok := strings.Cut(lines.Text(), ":")
		if !ok || user == "" || password == "" {
			return nil, fmt.Errorf("%s: a line is NAME:PASSWORD", name)
		}
		users[user] = password
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(users) == 0 {
		return nil, fmt.Errorf("%s: no users", name)
	}
	return users, nil
}

func (f *flags) newServer(stderr io.Writer, password string) (*httpserve.HTTPServer, string, error) {
	f.handler.LogOutput = stderr
	var handler httpserve.RequestHandler = &f.handler
	if tty.Is(stderr) {
		line := &progress{w: stderr, now: time.Now}
		f.handler.LogOutput = line
		handler = &transfers{f.handler, line}
	}
	address := net.JoinHostPort(f.bind, strconv.Itoa(f.port))
	if f.cert == "" {
		s, err := httpserve.NewThreadingHTTPServer(address, handler)
		return &s.HTTPServer, "http", err
	}
	options := []httpserve.TLSServerOption{httpserve.Certfile(f.cert)}
	if f.key != "" {
		options = append(options, httpserve.Keyfile(f.key))
	}
	if f.passwordFile != "" {
		options = append(options, httpserve.Password(password))
	}
	s, err := httpserve.NewThreadingHTTPSServer(address, handler, options...)
	return &s.HTTPServer, "https", err
}

// warn says what a newcomer may not know.
func (f *flags) warn(stderr io.Writer, host, scheme string) {
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		fmt.Fprintln(stderr, "httpserve: serving to the whole network; -b 127.0.0.1 serves to this machine alone")
	}
	if f.handler.Users != nil && scheme == "http" && !loopback(host) {
		fmt.Fprintln(stderr, "httpserve: without --tls-cert, passwords cross the network in the clear")
	}
}
