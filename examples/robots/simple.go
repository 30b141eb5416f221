package main

import (
	"context"
	"fmt"
	"io"
	"net"

	"github.com/gobatteries/batteries/httpserve"
	"github.com/gobatteries/batteries/robots"
	"github.com/gobatteries/batteries/urlparse"
)

const (
	agentName = "PyMOTW"
	rules     = `User-agent: *
Disallow: /admin/
Disallow: /downloads/
`
)

// simple follows urllib_robotparser_simple: may an agent fetch these paths, and the
// URLs that they are part of? The page asks https://pymotw.com/; here it's a server
// of our own, with rules as there.
func simple(ctx context.Context, url string) error {
	parser := robots.NewRobotFileParser("")
	robotsURL, err := urlparse.URLJoin(url, "robots.txt")
	if err != nil {
		return err
	}
	parser.SetURL(robotsURL)
	if err := parser.ReadContext(ctx); err != nil {
		return err
	}
	for _, path := range []string{"/", "/PyMOTW/", "/admin/", "/downloads/PyMOTW-1.92.tar.gz"} {
		fmt.Printf("%6s : %s\n", answer(parser.CanFetch(agentName, path)), path)
		page, err := urlparse.URLJoin(url, path)
		if err != nil {
			return err
		}
		fmt.Printf("%6s : %s\n", answer(parser.CanFetch(agentName, page)), page)
		fmt.Println()
	}
	return nil
}

// answer is spelled as in Python.
func answer(ok bool) string {
	if ok {
		return "True"
	}
	return "False"
}

// A site has nothing but a robots.txt.
type site struct {
	httpserve.BaseHTTPRequestHandler
	status httpserve.HTTPStatus
}

// LogMessage drops the log lines.
func (s *site) LogMessage(string, ...any) {}

func (s *site) DoGET() {
	if s.Path != "/robots.txt" {
		s.SendError(404)
		return
	}
	s.SendResponse(s.status)
	s.SendHeader("Content-Type", "text/plain")
	s.EndHeaders()
	io.WriteString(s.WFile, rules)
}

func serveRobots(ctx context.Context, addr string, ready func(net.Addr)) error {
	return serveStatus(ctx, addr, ready, 200)
}

// serveStatus serves a robots.txt whose status may be an error's. Statuses 401, 403
// and those of the five hundreds say that nothing may be fetched, others of the
// four hundreds that everything may.
func serveStatus(ctx context.Context, addr string, ready func(net.Addr), status httpserve.HTTPStatus) error {
	server, err := httpserve.NewThreadingHTTPServer(addr, &site{status: status})
	if err != nil {
		return err
	}
	defer server.ServerClose()
	ready(server.Addr())
	return server.ServeForeverContext(ctx)
}
