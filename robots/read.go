package robots

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/internal/pyerr"
	"github.com/gobatteries/batteries/urlparse"
)

// A ValueError is Python's ValueError. Read returns it for a URL that it is not to
// open.
type ValueError = pyerr.ValueError

const (
	defaultMaxSize = 500 << 10 // what RFC 9309, section 2.5 asks for at least
	maxRedirects   = 5         // RFC 9309, section 2.3.1.2
)

// Read fetches the robots.txt and parses it.
//
// A status of 401, 403 or 5xx means that nothing may be fetched, another of 4xx
// that everything may; the error is nil then. At most five redirects are followed,
// and of a long file the first 500 KiB count (see [MaxSize]). What was known before is
// replaced; Python adds to it.
//
// It mirrors [read]. Only http and https URLs are opened, unless [AnyScheme].
//
// [read]: https://docs.python.org/3.15/library/urllib.robotparser.html#urllib.robotparser.RobotFileParser.read
func (p *RobotFileParser) Read() error { return p.ReadContext(context.Background()) }

// ReadContext is [RobotFileParser.Read] with a context.
func (p *RobotFileParser) ReadContext(ctx context.Context) error {
	url := p.URL()
	if err := p.checkScheme(url); err != nil {
		return err
	}
	req, err := fetch.NewRequest(url)
	if err != nil {
		return err
	}
	if a := p.options.agent; a != "" {
		req.AddHeader("User-Agent", a)
	}
	resp, err := p.opener().OpenRequest(ctx, req)
	if status := new(fetch.HTTPError); errors.As(err, &status) {
		defer status.Close()
		return p.status(status)
	}
	if err != nil {
		return err
	}
	defer resp.Close()
	text, err := p.body(resp)
	if err != nil {
		return err
	}
	p.update(func(s *snapshot) { s.allowAll, s.disallowAll = false, false })
	p.parse(file{}, func(yield func(string)) { splitHTTPLines(text, yield) })
	return nil
}

func (p *RobotFileParser) checkScheme(url string) error {
	if p.options.anyScheme {
		return nil
	}
	u, err := urlparse.URLSplit(url)
	if err != nil {
		return err
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return &ValueError{Text: "not a URL of http or https: " + u.Scheme + ":"}
	}
	return nil
}

func (p *RobotFileParser) opener() *fetch.OpenerDirector {
	if p.options.opener != nil {
		return p.options.opener
	}
	redirects := fetch.NewHTTPRedirectHandler()
	redirects.MaxRedirections = maxRedirects
	return fetch.BuildOpener(redirects)
}

// status draws the conclusion from an error status.
func (p *RobotFileParser) status(e *fetch.HTTPError) error {
	refuse := e.Code == 401 || e.Code == 403 || e.Code == 429 && p.options.on429 || 500 <= e.Code && e.Code < 600
	if !refuse && (e.Code < 400 || e.Code > 499) {
		return e
	}
	p.update(func(s *snapshot) { s.disallowAll, s.allowAll = refuse, !refuse })
	return nil
}

// body reads as much of the file as counts.
func (p *RobotFileParser) body(r io.Reader) (string, error) {
	size := p.options.maxSize
	if size <= 0 {
		size = defaultMaxSize
	}
	text, err := io.ReadAll(io.LimitReader(r, int64(size)))
	if err != nil {
		return "", err
	}
	if !p.options.keepBOM {
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
	}
	return string(text), nil
}

// splitHTTPLines cuts a file at CR, LF and CRLF only, so that no other character
// of Unicode can smuggle a rule in.
func splitHTTPLines(text string, yield func(string)) {
	for text != "" {
		i := strings.IndexAny(text, "\r\n")
		if i < 0 {
			yield(text)
			return
		}
		yield(text[:i])
		if strings.HasPrefix(text[i:], "\r\n") {
			i++
		}
		text = text[i+1:]
	}
}
