package cookiejar

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/gobatteries/batteries/internal/pyrepr"
)

// A FileCookieJar is a [CookieJar] that can be kept in a file. It is Python's
// [http.cookiejar.FileCookieJar], which has no format of its own;
// [MozillaCookieJar] and [LWPCookieJar] have one.
//
// [http.cookiejar.FileCookieJar]: https://docs.python.org/3.15/library/http.cookiejar.html#http.cookiejar.FileCookieJar
type FileCookieJar struct {
	CookieJar
	Filename  string // the name of the file if a method is given none
	DelayLoad bool
	format    format
}

// A format writes and reads the lines of a file.
type format interface {
	write(w *bufio.Writer, cookies []*Cookie)
	// read gives the cookies to add, with their line numbers. A nil cookie is a
	// line that is none.
	read(s *lineReader, add func(*Cookie) error) error
}

// NewFileCookieJar returns a jar without a format, for which Save, Load and
// Revert fail with a [*NotImplementedError].
//
// The keywords are [Policy], by default a new [ModernCookiePolicy], and
// [DelayLoad], by default false.
func NewFileCookieJar(filename string, options ...FileJarOption) *FileCookieJar {
	j := new(FileCookieJar)
	j.init(nil, filename, options)
	return j
}

func (j *FileCookieJar) init(f format, filename string, options []FileJarOption) {
	j.format, j.Filename = f, filename
	for _, o := range options {
		switch o := o.(type) {
		case policyOption:
			j.policy = o.policy
		case DelayLoad:
			j.DelayLoad = bool(o)
		}
	}
}

// choose returns what the options say, the jar's file if they name none.
func (j *FileCookieJar) choose(options []FileOption) (selection, error) {
	s := selection{filename: j.Filename}
	for _, o := range options {
		s.set(o)
	}
	switch {
	case j.format == nil:
		return s, &NotImplementedError{}
	case s.filename == "":
		return s, valueError("a filename was not supplied (nor was the CookieJar instance initialised with one)")
	}
	return s, nil
}

// Save writes the cookies to a file, which only its owner can read. The file is
// replaced as a whole once the new one is safe on the disk: a reader sees the old
// or the new one, also after a crash. The error is a [*ValueError] without a
// file's name, and an [*OSError].
//
// The keywords are [Filename], by default the jar's, [IgnoreDiscard] and
// [IgnoreExpires], both by default false.
func (j *FileCookieJar) Save(options ...FileOption) error {
	s, err := j.choose(options)
	if err != nil {
		return err
	}
	var cookies []*Cookie
	for _, c := range j.snapshot() {
		if !s.has(c) {
			continue
		}
		if err := c.validate(); err != nil { // it may have been changed
			return err
		}
		cookies = append(cookies, c)
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	j.format.write(w, cookies)
	w.Flush()
	return writeFile(s.filename, b.Bytes())
}

// writeFile replaces the file. Only its owner can read it.
func writeFile(name string, data []byte) (err error) {
	dir := filepath.Dir(name)
	f, err := os.CreateTemp(dir, "."+filepath.Base(name)+".*") // mode 0600
	if err != nil {
		return osError(err, name)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = osError(err, name)
		}
	}()
	if _, err = f.Write(data); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), name); err != nil {
		return err
	}
	if d, err := os.Open(dir); err == nil { // so that the new name lasts; some systems can't
		d.Sync()
		d.Close()
	}
	return nil
}

// osError makes Python's error of the system's, about the file that the caller
// named.
func osError(err error, name string) error {
	e := newOSError(err)
	e.Filename = name
	return e
}

// Load adds the cookies of a file. The error is a [*ValueError] without a file's
// name, an [*OSError] for a file that can't be read, and a [*LoadError] for one
// that does not have the format or holds a cookie with a control character or
// without a domain; the cookies before it are added.
//
// The keywords are those of [FileCookieJar.Save].
func (j *FileCookieJar) Load(options ...FileOption) error {
	s, err := j.choose(options)
	if err != nil {
		return err
	}
	f, err := os.Open(s.filename)
	if err != nil {
		return osError(err, s.filename)
	}
	defer f.Close()
	return j.read(f, s)
}

func (j *FileCookieJar) read(r io.Reader, s selection) error {
	lines := &lineReader{r: bufio.NewReader(r), filename: s.filename}
	return j.format.read(lines, func(c *Cookie) error {
		if err := c.validate(); err != nil {
			return err
		}
		if s.has(c) {
			return j.SetCookie(c)
		}
		return nil
	})
}

// Revert replaces all cookies by those of a file. If that fails, the jar stays as
// it was. Keywords and errors are those of [FileCookieJar.Load].
func (j *FileCookieJar) Revert(options ...FileOption) error {
	s, err := j.choose(options)
	if err != nil {
		return err
	}
	fresh := new(FileCookieJar)
	j.mu.Lock()
	fresh.format, fresh.policy = j.format, j.policy
	j.mu.Unlock()
	if err := fresh.Load(append(options[:len(options):len(options)], Filename(s.filename))...); err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.cookies, j.n, j.uses, j.firstEnd = ordered[*domainCookies]{}, 0, recent{}, time.Time{}
	for e := range fresh.entries() {
		j.set(e.Cookie)
	}
	return nil
}

// A lineReader reads a text file as Python does: a line may end with "\n",
// "\r\n" or "\r".
type lineReader struct {
	r        *bufio.Reader
	filename string
	no       int // of the last line
}

const maxLine = 1 << 20 // bytes; no cookie is that long

// next returns the next line without its end. The error is io.EOF behind the
// last line.
func (l *lineReader) next() (line string, err error) {
	l.no++
	var b []byte
	for {
		c, err := l.r.ReadByte()
		switch {
		case err == io.EOF && len(b) > 0:
			return string(b), nil
		case err == io.EOF:
			return "", err
		case err != nil:
			return "", osError(err, l.filename)
		case c == '\r':
			if p, err := l.r.Peek(1); err == nil && p[0] == '\n' {
				l.r.ReadByte()
			}
			return string(b), nil
		case c == '\n':
			return string(b), nil
		case len(b) == maxLine:
			return "", &LoadError{Text: "line too long in " + pyrepr.String(l.filename), Filename: l.filename, Line: l.no}
		}
		b = append(b, c)
	}
}

// String returns Python's str of the jar.
func (j *FileCookieJar) String() string { return j.describe("FileCookieJar", (*Cookie).String) }

// GoString returns Python's repr of the jar, which fmt prints for %#v.
func (j *FileCookieJar) GoString() string { return j.describe("FileCookieJar", (*Cookie).GoString) }
