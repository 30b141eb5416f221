package urlparse

import "strings"

// URLJoin resolves a reference against the URL of the document that it stands in.
//
//	urlparse.URLJoin("http://a/b/c/d", "../g") // http://a/b/g
//
// The reference comes back as it is if it has another scheme than base, or one
// that is not in [UsesRelative]; base comes back if the reference is empty. The
// errors are those of [URLSplit]. URLJoin takes time in proportion to the length
// of both.
//
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.urljoin
// and RFC 3986, section 5.2. Unlike there, a scheme that equals base's counts
// for nothing (http:g is g), and runs of slashes where the two paths meet and
// in base's path become one.
//
// Keywords: [AllowFragments] (true).
func URLJoin[T Text](base, url T, options ...URLJoinOption) (T, error) {
	if len(base) == 0 {
		return copied(url), nil
	}
	if len(url) == 0 {
		return copied(base), nil
	}
	c := splitConfig{missingAsNone: true}
	for _, o := range options {
		if allow, ok := o.(AllowFragments); ok {
			c.noFragments = !bool(allow)
		}
	}
	if err := checkASCII(base, url); err != nil {
		return T(""), err
	}
	b, r := parts{missing: Missing{Params: true}}, parts{missing: Missing{Params: true}}
	if err := b.split(view(base), &c); err != nil {
		return T(""), err
	}
	c.scheme, c.schemeGiven = b.scheme, true
	if err := r.split(view(url), &c); err != nil {
		return T(""), err
	}
	if r.scheme != b.scheme || !uses(UsesRelative, r.scheme) {
		return copied(url), nil
	}
	if uses(UsesNetloc, r.scheme) {
		if r.netloc != "" {
			return unsplit[T](&r), nil
		}
		r.netloc, r.missing.Netloc = b.netloc, b.missing.Netloc
	}
	if r.path == "" {
		r.path = b.path
		if r.missing.Query {
			r.query, r.missing.Query = b.query, b.missing.Query
			if r.missing.Fragment {
				r.fragment, r.missing.Fragment = b.fragment, b.missing.Fragment
			}
		}
		return unsplit[T](&r), nil
	}
	return join[T](&r, b.path), nil
}

// join writes r with its path resolved against basePath.
func join[T Text](r *parts, basePath string) T {
	after := r.suffix()
	room := len(r.scheme) + len("://") + len(r.netloc) + len("/") // for what comes before the path
	n := room + len(basePath) + len(r.path) + len("//")
	for _, s := range after {
		n += len(s)
	}
	buf := appendResolved(make([]byte, room, n), basePath, r.path)
	before := r.prefix(string(buf[room:min(room+2, len(buf))]))
	for _, s := range after {
		buf = append(buf, s...)
	}
	start := room
	for i := len(before) - 1; i >= 0; i-- {
		start -= copy(buf[start-len(before[i]):], before[i])
	}
	return own[T](buf[start:])
}

// appendResolved appends path, resolved against base. Beside the removal of dot
// segments this is CPython's way: empty segments count, but not those between
// the first segment and the last one of a path that is not absolute.
func appendResolved(dst []byte, base, path string) []byte {
	r := resolver{dst: dst, start: len(dst)}
	absolute := path != "" && path[0] == '/'
	if !absolute {
		if i := strings.LastIndexByte(base, '/'); i == len(base)-1 { // also of an empty base
			r.pushAll(base, false)
		} else if i >= 0 {
			r.pushAll(base[:i], false)
		}
	}
	cut := strings.LastIndexByte(path, '/')
	if cut >= 0 {
		r.pushAll(path[:cut], absolute)
	}
	last := path[cut+1:]
	r.push(last, true)
	if last == "." || last == ".." {
		r.push("", true)
	}
	return r.finish()
}

// A resolver takes the segments of a path one by one.
// Behind start, dst holds a slash and a segment for each.
type resolver struct {
	dst   []byte
	start int
	n     int // segments that came
}

func (r *resolver) pushAll(path string, empties bool) {
	for {
		i := strings.IndexByte(path, '/')
		if i < 0 {
			r.push(path, empties)
			return
		}
		r.push(path[:i], empties)
		path = path[i+1:]
	}
}

// push takes a segment; if it is empty, only if empties is true or it's the first one.
func (r *resolver) push(segment string, empties bool) {
	r.n++
	switch {
	case segment == "" && !empties && r.n > 1, segment == ".":
	case segment == "..":
		i := len(r.dst) - 1
		for i > r.start && r.dst[i] != '/' {
			i--
		}
		r.dst = r.dst[:max(i, r.start)]
	default:
		r.dst = append(append(r.dst, '/'), segment...)
	}
}

// finish returns dst with the segments joined by slashes, at least one.
func (r *resolver) finish() []byte {
	if n := copy(r.dst[r.start:], r.dst[min(r.start+1, len(r.dst)):]); n > 0 {
		return r.dst[:r.start+n]
	}
	return append(r.dst[:r.start], '/')
}
