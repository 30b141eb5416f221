package fetch

import (
	"crypto/rand"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A Form is a body of the type multipart/form-data (RFC 7578), as browsers send
// files. It is sent part by part: files are read while they are sent. Python
// has no such thing.
//
//	form := fetch.NewForm()
//	form.AddField("name", "value")
//	form.AddPath("upload", "photo.jpeg")
//	resp, err := fetch.URLOpen(url, form.Data())
type Form struct {
	boundary string
	parts    []formPart
}

type formPart struct {
	head string
	text string   // a field's value
	path string   // a file that is opened when its turn comes
	body *payload // a reader
	size int64    // -1 if unknown
}

// NewForm makes a Form with a random boundary.
func NewForm() *Form {
	var b [16]byte
	rand.Read(b[:])
	return &Form{boundary: hex.EncodeToString(b[:])}
}

// ContentType returns the Content-type header that goes with the form. Data
// sets it.
func (f *Form) ContentType() string { return "multipart/form-data; boundary=" + f.boundary }

// AddField adds a field.
func (f *Form) AddField(name, value string) {
	f.parts = append(f.parts, formPart{head: f.head(name, "", ""), text: value, size: int64(len(value))})
}

// AddReader adds a file whose content is read from r, to which filename and
// contentType are attached. An empty contentType is application/octet-stream.
// If r is an io.Seeker, its length is known and it can be sent again.
func (f *Form) AddReader(name, filename, contentType string, r io.Reader) {
	p := formPart{head: f.head(name, filename, contentType), body: readerPayload(r), size: -1}
	if s, ok := r.(io.Seeker); ok && p.body.start >= 0 {
		if end, err := s.Seek(0, io.SeekEnd); err == nil {
			p.size = end - p.body.start
		}
		s.Seek(p.body.start, io.SeekStart)
	}
	f.parts = append(f.parts, p)
}

// AddPath adds a file, which is opened when it is sent. Its content type is
// that of its name's extension.
func (f *Form) AddPath(name, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fileError(path, err)
	}
	if !info.Mode().IsRegular() {
		return fileError(path, isDirectory)
	}
	f.parts = append(f.parts, formPart{head: f.head(name, filepath.Base(path), guessType(path)), path: path, size: info.Size()})
	return nil
}

// fieldEscaper escapes names as HTML says.
var fieldEscaper = strings.NewReplacer("\r", "%0D", "\n", "%0A", `"`, "%22", "\x00", "%00")

func (f *Form) head(name, filename, contentType string) string {
	var b strings.Builder
	b.WriteString("--" + f.boundary + "\r\nContent-Disposition: form-data; name=\"" + fieldEscaper.Replace(name) + `"`)
	if filename != "" || contentType != "" {
		if contentType == "" {
			contentType = "application/octet-stream"
		}
		b.WriteString(`; filename="` + fieldEscaper.Replace(filename) + "\"\r\nContent-Type: " + fieldEscaper.Replace(contentType))
	}
	b.WriteString("\r\n\r\n")
	return b.String()
}

func (f *Form) tail() string { return "--" + f.boundary + "--\r\n" }

// size returns the length of the whole body, or -1 if it is unknown.
func (f *Form) size() int64 {
	n := int64(len(f.tail()))
	for _, p := range f.parts {
		if p.size < 0 {
			return -1
		}
		n += int64(len(p.head)) + p.size + 2
	}
	return n
}

// Data returns the form as the data of a request, with its Content-type. It is
// sent with a Content-length if the lengths of all parts are known, else chunked.
func (f *Form) Data() DataOption {
	return DataOption{&payload{open: f.open, size: f.size(), contentType: f.ContentType()}}
}

func (f *Form) open() (io.ReadCloser, error) {
	r := &formReader{form: f}
	for _, p := range f.parts {
		if p.body != nil && !p.body.replayable() {
			return nil, errNotReplayable
		}
	}
	return r, nil
}

// A formReader reads a form's parts one after another.
type formReader struct {
	form *Form
	next int
	step int // within the part: its head, its body, its end
	cur  io.Reader
	file *os.File
}

func (r *formReader) Read(p []byte) (int, error) {
	for {
		if r.cur == nil {
			if err := r.advance(); err != nil {
				return 0, err
			}
		}
		n, err := r.cur.Read(p)
		if err == io.EOF {
			r.cur, err = nil, r.closeFile()
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

// advance opens what comes next.
func (r *formReader) advance() error {
	if r.next >= len(r.form.parts) {
		if r.next > len(r.form.parts) {
			return io.EOF
		}
		r.next++
		r.cur = strings.NewReader(r.form.tail())
		return nil
	}
	p := r.form.parts[r.next]
	switch r.step++; r.step {
	case 1:
		r.cur = strings.NewReader(p.head)
	case 2:
		return r.openBody(p)
	default:
		r.next, r.step = r.next+1, 0
		r.cur = strings.NewReader("\r\n")
	}
	return nil
}

func (r *formReader) openBody(p formPart) error {
	switch {
	case p.path != "":
		f, err := os.Open(p.path)
		if err != nil {
			return fileError(p.path, err)
		}
		r.file = f
		r.cur = io.LimitReader(f, p.size) // the length that was announced
	case p.body != nil:
		b, err := p.body.reader()
		if err != nil {
			return err
		}
		r.cur = b
	default:
		r.cur = strings.NewReader(p.text)
	}
	return nil
}

func (r *formReader) closeFile() error {
	if r.file == nil {
		return nil
	}
	err := r.file.Close()
	r.file = nil
	return err
}

// Close closes the file that is being read.
func (r *formReader) Close() error {
	r.next = len(r.form.parts) + 1
	return r.closeFile()
}

// formType sets the Content-type of a form.
func (r *Request) formType(p *payload) {
	if p != nil && p.contentType != "" && !r.HasHeader("Content-type") {
		r.AddHeader("Content-type", p.contentType)
	}
}
