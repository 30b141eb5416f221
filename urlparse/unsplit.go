package urlparse

// URLUnsplit puts a URL together from its parts. Where that is needed to keep
// the parts apart, it adds slashes: a path of two slashes or more never becomes
// a host. Without a host, schemes in [UsesNetloc] get // before an absolute path.
//
// KeepEmpty(true) gives a [ValueError] unless components.Missing.Known, which
// [MissingAsNone] sets; else there's no telling which components are empty.
// Bytes that are not ASCII give a [UnicodeDecodeError].
//
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.urlunsplit
// and RFC 3986, section 5.3.
//
// Keywords: [KeepEmpty] (components.Missing.Known).
func URLUnsplit[T Text](components SplitResultOf[T], options ...URLUnsplitOption) (url T, err error) {
	p := components.parts()
	if err := checkASCII(components.Scheme, components.Netloc, components.Path, components.Query, components.Fragment); err != nil {
		return url, err
	}
	if err := p.setKeepEmpty(options); err != nil {
		return url, err
	}
	return unsplit[T](&p), nil
}

// URLUnparse is [URLUnsplit] for the six parts that [URLParse] returns.
// See https://docs.python.org/3.15/library/urllib.parse.html#urllib.parse.urlunparse.
//
// Keywords: [KeepEmpty] (components.Missing.Known).
func URLUnparse[T Text](components ParseResultOf[T], options ...URLUnsplitOption) (url T, err error) {
	p := components.parts()
	if err := checkASCII(components.Scheme, components.Netloc, components.Path, components.Params, components.Query, components.Fragment); err != nil {
		return url, err
	}
	if err := p.setKeepEmpty(options); err != nil {
		return url, err
	}
	return unsplit[T](&p), nil
}

// parts are the parts of a URL while it is worked on.
type parts struct {
	scheme, netloc, path, params, query, fragment string
	missing                                       Missing
}

func (p *parts) setKeepEmpty(options []URLUnsplitOption) error {
	for _, o := range options {
		keep, ok := o.(KeepEmpty)
		if ok && bool(keep) && !p.missing.Known {
			return valueError("Cannot distinguish between empty and not defined URI components in the result of parsing URL with missing_as_none=False")
		}
		p.missing.Known = p.missing.Known && (!ok || bool(keep))
	}
	return nil
}

// there reports whether a component is to be written.
func (p *parts) there(value string, missing bool) bool {
	return value != "" || p.missing.Known && !missing
}

// A prefix is what stands before the path of a URL.
type prefix [5]string

// prefix returns what to write before path, which is p's own or what becomes of it.
func (p *parts) prefix(path string) (out prefix) {
	if p.scheme != "" {
		out[0], out[1] = p.scheme, ":"
	}
	absolute := path != "" && path[0] == '/'
	switch {
	case p.there(p.netloc, p.missing.Netloc):
		out[2], out[3] = "//", p.netloc
	case len(path) > 1 && path[:2] == "//":
		out[2] = "//"
	case !p.missing.Known && p.scheme != "" && (path == "" || absolute) && uses(UsesNetloc, p.scheme):
		out[2] = "//"
	}
	if out[2] != "" && !absolute && (path != "" || p.there(p.params, p.missing.Params)) {
		out[4] = "/"
	}
	return out
}

// A suffix is what stands after the path of a URL.
type suffix [6]string

func (p *parts) suffix() (out suffix) {
	if p.there(p.params, p.missing.Params) {
		out[0], out[1] = ";", p.params
	}
	if p.there(p.query, p.missing.Query) {
		out[2], out[3] = "?", p.query
	}
	if p.there(p.fragment, p.missing.Fragment) {
		out[4], out[5] = "#", p.fragment
	}
	return out
}

// unsplit writes the URL.
func unsplit[T Text](p *parts) T {
	before, after := p.prefix(p.path), p.suffix()
	n := len(p.path)
	for _, s := range before {
		n += len(s)
	}
	for _, s := range after {
		n += len(s)
	}
	if n == len(p.path) && !isBytes[T]() {
		return T(p.path)
	}
	b := make([]byte, 0, n)
	for _, s := range before {
		b = append(b, s...)
	}
	b = append(b, p.path...)
	for _, s := range after {
		b = append(b, s...)
	}
	return own[T](b)
}
