package main

import (
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"time"

	"github.com/gobatteries/batteries/fetch"
)

// A habit is one of the server's ways to answer, and what must come of it.
type habit struct {
	name  string
	serve func(c net.Conn)
	check func(body []byte, err error) bool
}

// timeout is that of each opening.
const timeout = 3 * time.Second

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"

func write(s string) func(net.Conn) {
	return func(c net.Conn) { io.WriteString(c, s) }
}

// thenStall writes and then says nothing until the client goes.
func thenStall(s string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, s)
		c.SetReadDeadline(time.Now().Add(10 * time.Second))
		io.Copy(io.Discard, c)
	}
}

// thenReset writes and then resets the connection.
func thenReset(s string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, s)
		if t, ok := c.(*net.TCPConn); ok {
			time.Sleep(5 * time.Millisecond)
			t.SetLinger(0)
		}
	}
}

// trickle writes in small pieces, each within the timeout.
func trickle(s string) func(net.Conn) {
	return func(c net.Conn) {
		for s := s; len(s) > 0; {
			n := min(len(s), 1+rand.IntN(40))
			if _, err := io.WriteString(c, s[:n]); err != nil {
				return
			}
			s = s[n:]
			time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond)
		}
	}
}

func is[E error](_ []byte, err error) bool {
	var e E
	return errors.As(err, &e)
}

func either[A, B error](b []byte, err error) bool { return is[A](b, err) || is[B](b, err) }

func hello(b []byte, err error) bool { return err == nil && string(b) == "hello" }

func failed(_ []byte, err error) bool { return err != nil }

var (
	timedOut   = is[*fetch.TimeoutError]
	incomplete = either[*fetch.IncompleteRead, *fetch.OSError]
	gone       = either[*fetch.RemoteDisconnected, *fetch.OSError]
	cutHead    = either[*fetch.HTTPException, *fetch.OSError]
	badStatus  = is[*fetch.BadStatusLine]
)

var habits = []habit{
	{"good", write(ok), hello},
	{"chunked", write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"), hello},
	{"until close", write("HTTP/1.0 200 OK\r\n\r\nhello"), hello},
	{"interim", write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + ok), hello},
	{"trickle", trickle(ok), hello},
	{"more than announced", write(ok + "and more"), hello},
	{"redirect", write("HTTP/1.1 302 Found\r\nLocation: /good\r\nContent-Length: 0\r\n\r\n"), hello},
	{"redirect with a body", write("HTTP/1.1 301 Moved\r\nLocation: /good\r\nContent-Length: 1000000\r\n\r\n" + strings.Repeat("x", 1000000)), hello},
	{"not found", write("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello"), is[*fetch.HTTPError]},
	{"long error", write("HTTP/1.1 500 Oops\r\nContent-Length: 1000000\r\n\r\n" + strings.Repeat("x", 1000000)), is[*fetch.HTTPError]},
	{"error that stalls", thenStall("HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\nhello"), is[*fetch.HTTPError]},
	{"error that is cut", write("HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\nhello"), is[*fetch.HTTPError]},
	{"redirect that stalls", thenStall("HTTP/1.1 302 Found\r\nLocation: /good\r\nContent-Length: 10\r\n\r\nhello"), func(b []byte, err error) bool { return hello(b, err) || timedOut(b, err) }},

	{"silence", thenStall(""), timedOut},
	{"half a status line", thenStall("HTTP/1."), timedOut},
	{"half a head", thenStall("HTTP/1.1 200 OK\r\nContent-"), timedOut},
	{"half a body", thenStall("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"), timedOut},
	{"half a chunk", thenStall("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"), timedOut},
	{"interim for ever", thenStall("HTTP/1.1 100 Continue\r\n\r\n"), timedOut},

	{"close", write(""), gone},
	{"close in the head", write("HTTP/1.1 200 OK\r\nContent-Le"), cutHead},
	{"close in the body", write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"), incomplete},
	{"close in a chunk", write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"), incomplete},
	{"close after a chunk", write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"), incomplete},
	{"reset", thenReset(""), gone},
	{"reset in the head", thenReset("HTTP/1.1 200 OK\r\nContent-Le"), cutHead},
	{"reset in the body", thenReset("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"), incomplete},

	{"garbage", write("\x00\x01garbage\r\n\r\n"), badStatus},
	{"HTTP/0.9", write("<html>hello</html>\n\n"), badStatus},
	{"another protocol", write("SSH-2.0-OpenSSH_9.2\r\n"), badStatus},
	{"bad code", write("HTTP/1.1 abc OK\r\n\r\n"), badStatus},
	{"bad length", write("HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello"), failed},
	{"two lengths", write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"), failed},
	{"bad chunk", write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"), failed},
	{"huge chunk", write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello"), failed},
	{"huge length", write("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nhello"), incomplete},
	{"long line", write("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 100000) + "\r\n\r\n"), is[*fetch.LineTooLong]},
	{"endless head", write("HTTP/1.1 200 OK\r\n" + strings.Repeat("X: "+strings.Repeat("y", 1000)+"\r\n", 1200)), is[*fetch.LineTooLong]},
	{"many headers", write("HTTP/1.1 200 OK\r\n" + strings.Repeat("X: y\r\n", 1000) + "\r\n"), is[*fetch.HTTPException]},
	{"endless interim", write(strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 10000)), is[*fetch.HTTPException]},
	{"redirect loop", nil, is[*fetch.HTTPError]},
	{"redirect to a file", write("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"), is[*fetch.HTTPError]},
	{"redirect to nothing", write("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"), is[*fetch.URLError]},
	{"digest that never ends", write("HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=\"R\", nonce=\"n\", qop=\"auth\"\r\nContent-Length: 0\r\n\r\n"), is[*fetch.HTTPError]},
	{"bomb", write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n" + bomb), func(_ []byte, err error) bool { return err == fetch.ErrTooLarge }},
	{"not gzip", write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"), failed},
}
