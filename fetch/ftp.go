package fetch

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// An ftpConn is a control connection to an FTP server (RFC 959), which does
// one transfer at a time.
type ftpConn struct {
	ctx     context.Context // that of the opening under way
	dialer  *net.Dialer
	conn    net.Conn
	r       *bufio.Reader
	timeout time.Duration
	noEPSV  bool
	busy    bool // a transfer's last reply has not been read
}

// An ftpReply is a server's answer that is not the one wished for.
type ftpReply struct {
	code int
	text string // the last line, with the code
}

func (e *ftpReply) Error() string { return e.text }

// repr is the text of Python's exception object.
func (e *ftpReply) repr() string {
	kind := "error_reply"
	switch e.code / 100 {
	case 4:
		kind = "error_temp"
	case 5:
		kind = "error_perm"
	}
	return kind + "(" + reprText(e.text) + ")"
}

const (
	maxFTPLine  = 8192 // as in Python
	maxFTPLines = 1000 // in one reply
)

var errFTPIllegal = &ValueError{Text: "an illegal newline character should not be contained"}

// checkFTP refuses what would end a command within an argument.
func checkFTP(args ...string) error {
	for _, a := range args {
		if strings.ContainsAny(a, "\r\n\x00") {
			return errFTPIllegal
		}
	}
	return nil
}

// dialFTP connects and logs in.
func dialFTP(ctx context.Context, d *net.Dialer, timeout time.Duration, addr, user, passwd string) (*ftpConn, error) {
	if err := checkFTP(user, passwd); err != nil {
		return nil, err
	}
	c := &ftpConn{ctx: ctx, dialer: d, timeout: timeout}
	conn, err := c.dial(addr)
	if err != nil {
		return nil, err
	}
	c.conn, c.r = conn, bufio.NewReaderSize(conn, maxFTPLine)
	if err := c.login(user, passwd); err != nil {
		conn.Close()
		return nil, err
	}
	return c, nil
}

func (c *ftpConn) dial(addr string) (net.Conn, error) {
	ctx := c.ctx
	if c.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, c.timeout, &TimeoutError{})
		defer cancel()
	}
	conn, err := c.dialer.DialContext(ctx, "tcp", addr)
	if err == nil {
		return conn, nil
	}
	if c.ctx.Err() == nil && ctx.Err() != nil {
		return nil, &TimeoutError{}
	}
	return nil, dialReason(err)
}

func (c *ftpConn) login(user, passwd string) error {
	if _, err := c.reply(2); err != nil {
		return err
	}
	if user == "" {
		user = "anonymous"
	}
	if user == "anonymous" && (passwd == "" || passwd == "-") {
		passwd += "anonymous@"
	}
	code, err := c.command("USER "+user, 2, 3)
	if err != nil || code < 300 {
		return err
	}
	if code, err = c.command("PASS "+passwd, 2, 3); err != nil || code < 300 {
		return err
	}
	_, err = c.command("ACCT ", 2)
	return err
}

// begin makes the context's end break off what conn does, until the function
// it returns is called.
func (c *ftpConn) begin(conn net.Conn) (end func() error) {
	if c.timeout > 0 {
		conn.SetDeadline(time.Now().Add(c.timeout))
	}
	stop := context.AfterFunc(c.ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })
	return func() error {
		if !stop() {
			return context.Cause(c.ctx)
		}
		if c.timeout > 0 {
			conn.SetDeadline(time.Time{})
		}
		return nil
	}
}

// command sends a command and wants a reply whose first digit is one of kinds.
func (c *ftpConn) command(line string, kinds ...int) (int, error) {
	if err := checkFTP(line); err != nil {
		return 0, err
	}
	end := c.begin(c.conn)
	_, err := io.WriteString(c.conn, line+"\r\n")
	if cerr := end(); cerr != nil {
		return 0, cerr
	}
	if err != nil {
		return 0, ftpError(err)
	}
	r, err := c.reply(kinds...)
	return r.code, err
}

// reply reads a reply, whose lines may be several.
func (c *ftpConn) reply(kinds ...int) (ftpReply, error) {
	end := c.begin(c.conn)
	r, err := c.readReply()
	if cerr := end(); cerr != nil {
		return r, cerr
	}
	if err != nil {
		return r, err
	}
	for _, k := range kinds {
		if r.code/100 == k {
			return r, nil
		}
	}
	return r, &r
}

func (c *ftpConn) readReply() (ftpReply, error) {
	line, err := c.readLine()
	if err != nil {
		return ftpReply{}, err
	}
	text := line
	if len(line) > 3 && line[3] == '-' {
		code := line[:3]
		for n := 0; ; n++ {
			if n == maxFTPLines {
				return ftpReply{}, errors.New("got more than " + strconv.Itoa(maxFTPLines) + " lines in a reply")
			}
			next, err := c.readLine()
			if err != nil {
				return ftpReply{}, err
			}
			if len(text) < maxFTPLine {
				text += "\n" + next
			}
			if strings.HasPrefix(next, code) && (len(next) == 3 || next[3] != '-') {
				break
			}
		}
	}
	if len(line) < 3 || !allDigits(line[:3]) || line[0] < '1' || line[0] > '5' {
		return ftpReply{}, &ftpReply{0, printable(text)}
	}
	code, _ := strconv.Atoi(line[:3])
	return ftpReply{code, printable(text)}, nil
}

func (c *ftpConn) readLine() (string, error) {
	line, err := c.r.ReadSlice('\n')
	switch {
	case err == bufio.ErrBufferFull:
		return "", errors.New("got more than 8192 bytes")
	case err == io.EOF && len(line) == 0:
		return "", io.ErrUnexpectedEOF
	case err != nil && err != io.EOF:
		return "", ftpError(err)
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

// ftpError is Python's form of a network error.
func ftpError(err error) error {
	var n net.Error
	if errors.As(err, &n) && n.Timeout() {
		return &TimeoutError{}
	}
	return newOSError(err)
}

// cwd changes the directory, as Python's ftplib does.
func (c *ftpConn) cwd(dir string) error {
	switch dir {
	case "..":
		if _, err := c.command("CDUP", 2); err == nil || !isReply(err, 500) {
			return err
		}
	case "":
		dir = "."
	}
	_, err := c.command("CWD "+dir, 2)
	return err
}

func isReply(err error, codes ...int) bool {
	var r *ftpReply
	if !errors.As(err, &r) {
		return false
	}
	for _, code := range codes {
		if r.code == code {
			return true
		}
	}
	return false
}

// openData opens a data connection: to the server's own address, whatever it
// announces.
func (c *ftpConn) openData() (net.Conn, error) {
	port, err := c.passive()
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(c.conn.RemoteAddr().String())
	if err != nil {
		return nil, err
	}
	return c.dial(net.JoinHostPort(host, strconv.Itoa(port)))
}

// passive asks for the port of a data connection: EPSV (RFC 2428), or PASV if
// the server doesn't know that.
func (c *ftpConn) passive() (int, error) {
	if !c.noEPSV {
		r, err := c.ask("EPSV")
		if err == nil && r.code == 229 {
			return extendedPort(r.text)
		}
		if err != nil && !isReply(err, 500, 501, 502, 503, 504, 522, 530, 550) {
			return 0, err
		}
		c.noEPSV = true
	}
	r, err := c.ask("PASV")
	if err != nil {
		return 0, err
	}
	return passivePort(r)
}

func (c *ftpConn) ask(line string) (ftpReply, error) {
	end := c.begin(c.conn)
	_, err := io.WriteString(c.conn, line+"\r\n")
	if cerr := end(); cerr != nil {
		return ftpReply{}, cerr
	}
	if err != nil {
		return ftpReply{}, ftpError(err)
	}
	return c.reply(2)
}

// extendedPort reads 229 Entering Extended Passive Mode (|||6446|).
func extendedPort(text string) (int, error) {
	_, s, ok := strings.Cut(text, "(")
	s, _, ok2 := strings.Cut(s, ")")
	if ok && ok2 && len(s) > 4 && s[1] == s[0] && s[2] == s[0] && s[len(s)-1] == s[0] && allDigits(s[3:len(s)-1]) {
		if port, err := strconv.ParseUint(s[3:len(s)-1], 10, 16); err == nil && port > 0 {
			return int(port), nil
		}
	}
	return 0, &ftpReply{229, text}
}

// passivePort reads 227 Entering Passive Mode (10,0,0,1,25,46); the address is
// not looked at.
func passivePort(r ftpReply) (int, error) {
	if r.code == 227 {
		for s := r.text[3:]; s != ""; {
			start := strings.IndexAny(s, "0123456789")
			if start < 0 {
				break
			}
			s = s[start:]
			n := 0
			for n < len(s) && (s[n] == ',' || '0' <= s[n] && s[n] <= '9') {
				n++
			}
			if f := strings.Split(s[:n], ","); len(f) == 6 {
				hi, err1 := strconv.ParseUint(f[4], 10, 8)
				lo, err2 := strconv.ParseUint(f[5], 10, 8)
				if port := int(hi)<<8 | int(lo); err1 == nil && err2 == nil && port > 0 {
					return port, nil
				}
			}
			s = s[n:]
		}
	}
	return 0, &r
}

// size asks for a file's length, -1 if the server doesn't know.
func (c *ftpConn) size(file string) int64 {
	r, err := c.ask("SIZE " + file)
	if err != nil || r.code != 213 || len(r.text) < 5 {
		return -1
	}
	s := strings.TrimSpace(r.text[4:])
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || !allDigits(s) {
		return -1
	}
	return n
}

// transfer starts one: RETR or LIST.
func (c *ftpConn) transfer(line string) (net.Conn, error) {
	if err := checkFTP(line); err != nil {
		return nil, err
	}
	data, err := c.openData()
	if err != nil {
		return nil, err
	}
	code, err := c.command(line, 1, 2)
	if err == nil && code >= 200 {
		code, err = 0, nil // some answer 2xx before the transfer's own reply
	}
	if err != nil {
		data.Close()
		return nil, err
	}
	c.busy = true
	return data, nil
}

// retrieve opens a file, or a directory's listing if kind is D, or if there is
// no such file but a directory of the name.
func (c *ftpConn) retrieve(file, kind string) (data net.Conn, size int64, err error) {
	mode := kind
	if kind == "D" {
		mode = "A"
	}
	if _, err := c.command("TYPE "+mode, 2); err != nil {
		return nil, -1, err
	}
	if file == "" || kind == "D" {
		return c.list(file, false)
	}
	size = -1
	if kind == "I" {
		size = c.size(file)
	}
	if data, err = c.transfer("RETR " + file); err == nil {
		return data, size, nil
	}
	var r *ftpReply
	if !errors.As(err, &r) || r.code/100 != 5 {
		return nil, -1, err
	}
	if r.code != 550 {
		return nil, -1, &URLError{Reason: &ftpCause{r}}
	}
	return c.list(file, true)
}

// list opens a listing. missing says that file could not be read.
func (c *ftpConn) list(file string, missing bool) (net.Conn, int64, error) {
	if missing {
		if _, err := c.command("TYPE A", 2); err != nil {
			return nil, -1, err
		}
	}
	line := "LIST"
	if file != "" {
		if err := c.enter(file); err != nil {
			return nil, -1, err
		}
		line = "LIST " + file
	}
	data, err := c.transfer(line)
	return data, -1, err
}

// enter finds out whether file is a directory by going there and back.
func (c *ftpConn) enter(file string) error {
	r, err := c.ask("PWD")
	if err != nil {
		return err
	}
	back := quotedPath(r.text)
	err = c.cwd(file)
	var refused *ftpReply
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	if berr := c.cwd(back); berr != nil {
		return berr
	}
	if refused != nil && refused.code/100 == 5 {
		return &URLError{Reason: errors.New("ftp error: " + refused.repr())}
	}
	return err
}

// quotedPath reads the path of 257 "/a ""b"" c" is the current directory.
func quotedPath(text string) string {
	_, s, _ := strings.Cut(text, `"`)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			if i++; i == len(s) || s[i] != '"' {
				break
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// finish reads the reply that ends a transfer.
func (c *ftpConn) finish() error {
	if !c.busy {
		return nil
	}
	c.busy = false
	_, err := c.reply(2)
	return err
}

func (c *ftpConn) close() { c.conn.Close() }
