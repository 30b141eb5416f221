package robots

import (
	"bytes"
	"io"
	"strings"
)

// ParseReader reads a robots.txt from r line by line. Beside the rules it holds no
// more than one line in memory, and of a line no more than 16 KiB. Lines end in
// CR, LF or both. It adds to what was parsed before, as [RobotFileParser.Parse]
// does; if reading fails, nothing changes. It is an addition to Python's.
func (p *RobotFileParser) ParseReader(r io.Reader) error {
	next := lineReader{r: r}
	rd := p.newReader(p.current().file.clone())
	var err error
	for no := 1; ; no++ {
		var line string
		if line, err = next.line(); err != nil {
			break
		}
		if no == 1 && !p.options.keepBOM {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		rd.line(no, line)
	}
	if err != io.EOF {
		return err
	}
	p.finish(rd)
	return nil
}

// maxLine is how many bytes of a line count.
const maxLine = 16 << 10

// A lineReader cuts a stream into lines.
type lineReader struct {
	r     io.Reader
	buf   [4096]byte
	rest  []byte // of buf
	err   error
	sawCR bool // the line before ended in CR, so an LF is part of its end
}

// line returns the next line without its end, cut to maxLine bytes.
func (l *lineReader) line() (string, error) {
	var line []byte
	started := false
	for {
		if len(l.rest) == 0 {
			if l.err != nil {
				if started && l.err == io.EOF {
					return string(line), nil
				}
				return "", l.err
			}
			var n int
			n, l.err = l.r.Read(l.buf[:])
			l.rest = l.buf[:n]
			continue
		}
		if l.sawCR {
			l.sawCR = false
			if l.rest[0] == '\n' {
				l.rest = l.rest[1:]
				continue
			}
		}
		started = true
		i := bytes.IndexAny(l.rest, "\r\n")
		part := l.rest
		if i >= 0 {
			part = part[:i]
		}
		line = append(line, part[:min(len(part), maxLine-len(line))]...)
		if i < 0 {
			l.rest = nil
			continue
		}
		l.sawCR = l.rest[i] == '\r'
		l.rest = l.rest[i+1:]
		return string(line), nil
	}
}
