package cookiejar

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A CookieJar keeps the cookies that responses set and adds them to requests.
// It is Python's [http.cookiejar.CookieJar], and an [http.CookieJar] for
// net/http's Client. The zero CookieJar is empty, has a new [ModernCookiePolicy]
// and is ready to use. It is safe for concurrent use.
//
// [http.cookiejar.CookieJar]: https://docs.python.org/3.15/library/http.cookiejar.html#cookiejar-and-filecookiejar-objects
type CookieJar struct {
	mu      sync.Mutex
	policy  CookiePolicy
	cookies ordered[*domainCookies] // by domain
	n       int                     // how many there are
	seq     uint64                  // counts what happens to cookies
	uses    recent                  // the cookies by their last use
	// firstEnd is not after the time at which the first cookie expires; zero if
	// none does.
	firstEnd time.Time
}

type (
	// domainCookies holds the cookies of a domain by path.
	domainCookies struct {
		domain string
		seq    uint64 // in the order in which domains came
		n      int
		paths  ordered[*pathCookies]
	}
	// pathCookies holds the cookies of a domain and a path by name.
	pathCookies struct {
		path  string
		names ordered[*entry]
	}
	// An entry is a cookie in a jar.
	entry struct {
		*Cookie
		created    uint64
		used       uint64
		prev, next *entry // in the order of use
	}
	// recent is a ring of entries; before root stands the one used last.
	recent struct {
		root entry
		n    uint64 // uses so far
	}
)

// NewCookieJar returns an empty jar.
//
// The keyword is [Policy], by default a new [ModernCookiePolicy].
func NewCookieJar(options ...JarOption) *CookieJar {
	j := new(CookieJar)
	for _, o := range options {
		if p, ok := o.(policyOption); ok {
			j.policy = p.policy
		}
	}
	return j
}

// SetPolicy sets the policy.
func (j *CookieJar) SetPolicy(policy CookiePolicy) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.policy = policy
}

// currentPolicy returns the policy. The jar is locked.
func (j *CookieJar) currentPolicy() CookiePolicy {
	if j.policy == nil {
		j.policy = NewModernCookiePolicy()
	}
	return j.policy
}

// AddCookieHeader adds the Cookie header to the request, with the cookies that
// the policy gives it, unless it has one. If the policy knows RFC 2965 and has
// a use for it, the header Cookie2 is added too.
func (j *CookieJar) AddCookieHeader(request Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	r := newRequestInfo(request)
	policy := j.currentPolicy()
	cookies := j.forRequest(policy, r)
	if len(cookies) > 0 && !request.HasHeader("Cookie") {
		request.AddUnredirectedHeader("Cookie", string(appendCookies(nil, cookies)))
	}
	if p := protocols(policy); p.RFC2965 && !p.HideCookie2 && !request.HasHeader("Cookie2") {
		if slices.ContainsFunc(cookies, func(e *entry) bool { return e.Version != 1 }) {
			request.AddUnredirectedHeader("Cookie2", `$Version="1"`)
		}
	}
	j.clearExpired(timeNow())
}

// forRequest returns the cookies for the request, in the order in which they are
// sent: longer paths first.
func (j *CookieJar) forRequest(policy CookiePolicy, r *requestInfo) []*entry {
	var cookies []*entry
	for _, d := range j.domainsFor(policy, r) {
		if !policy.DomainReturnOK(d.domain, r) {
			continue
		}
		for p := range d.paths.values() {
			if !policy.PathReturnOK(p.path, r) {
				continue
			}
			for e := range p.names.values() {
				if policy.ReturnOK(e.Cookie, r) {
					cookies = append(cookies, e)
				}
			}
		}
	}
	order := func(a, b *entry) int { return len(b.Path) - len(a.Path) }
	if modern(policy) != nil {
		order = func(a, b *entry) int {
			if n := len(b.Path) - len(a.Path); n != 0 {
				return n
			}
			return cmp.Compare(a.created, b.created)
		}
	}
	slices.SortStableFunc(cookies, order)
	for _, e := range cookies {
		j.uses.touch(e)
	}
	return cookies
}

// domainsFor returns the domains whose cookies may be meant, in their order. A
// policy of the program's own is asked about every domain; those of this
// package want none but the host's and its parents', of which no host in DNS has
// more than 127.
func (j *CookieJar) domainsFor(policy CookiePolicy, r *requestInfo) []*domainCookies {
	const maxParents = 127
	ours := false
	switch policy.(type) {
	case *DefaultCookiePolicy, *ModernCookiePolicy:
		ours = true
	}
	if !ours || strings.Count(r.host, ".") > maxParents {
		return slices.Collect(j.cookies.values())
	}
	hosts := []string{r.host, r.erhn}
	if modern(policy) != nil && strings.HasSuffix(r.host, ".") {
		hosts = []string{strings.TrimSuffix(r.host, ".")} // where they were stored
	}
	var found []*domainCookies
	add := func(domain string) {
		if d, ok := j.cookies.get(domain); ok {
			found = append(found, d)
		}
	}
	for _, host := range hosts {
		if host == r.host && len(found) > 0 {
			break // the effective name is the same
		}
		for h, ok := host, true; ok; _, h, ok = strings.Cut(h, ".") {
			add(h)
			add("." + h)
		}
		if r.host == r.erhn {
			break
		}
	}
	slices.SortFunc(found, func(a, b *domainCookies) int { return cmp.Compare(a.seq, b.seq) })
	return slices.Compact(found)
}

// appendCookies appends the value of a Cookie header.
func appendCookies(dst []byte, cookies []*entry) []byte {
	for i, c := range cookies {
		if i > 0 {
			dst = append(dst, "; "...)
		} else if c.Version > 0 {
			dst = append(dst, "$Version="...)
			dst = strconv.AppendInt(dst, int64(c.Version), 10)
			dst = append(dst, "; "...)
		}
		dst = append(dst, c.Name...)
		if !c.NoValue {
			dst = append(dst, '=')
			dst = append(dst, c.headerValue()...)
		}
		if c.Version > 0 {
			dst = c.appendAttributes(dst)
		}
	}
	return dst
}

// headerValue returns the value as it is sent.
func (c *Cookie) headerValue() string {
	if c.Version > 0 {
		return quoteEscaper.Replace(c.Value)
	}
	return c.Value
}

// appendAttributes appends what RFC 2965 wants to hear back.
func (c *Cookie) appendAttributes(dst []byte) []byte {
	if c.PathSpecified {
		dst = append(append(append(dst, `; $Path="`...), c.Path...), '"')
	}
	if domain, ok := strings.CutPrefix(c.Domain, "."); ok {
		if c.DomainInitialDot {
			domain = c.Domain
		}
		dst = append(append(append(dst, `; $Domain="`...), domain...), '"')
	}
	if c.hasPort() {
		dst = append(dst, "; $Port"...)
		if c.PortSpecified {
			dst = append(append(append(dst, `="`...), c.Port...), '"')
		}
	}
	return dst
}

// ExtractCookies stores the cookies that the response sets for the request and
// that the policy takes.
func (j *CookieJar) ExtractCookies(response Response, request Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.extract(response, newRequestInfo(request))
}

func (j *CookieJar) extract(response Response, r *requestInfo) {
	policy := j.currentPolicy()
	for _, c := range j.make(policy, response, r) {
		j.setIfOK(policy, c, r)
	}
}

func (j *CookieJar) setIfOK(policy CookiePolicy, c *Cookie, r *requestInfo) {
	if c.validate() != nil || !policy.SetOK(c, r) {
		return
	}
	if m := modern(policy); m != nil {
		if j.shadowsSecure(m, c, r) {
			return
		}
		if c.IsExpired(timeNow()) {
			j.remove(c.Domain, c.Path, c.Name)
			return
		}
	}
	j.set(c)
}

// SetCookieIfOK stores the cookie if the policy takes it from the request.
func (j *CookieJar) SetCookieIfOK(cookie *Cookie, request Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.setIfOK(j.currentPolicy(), cookie, newRequestInfo(request))
}

// SetCookie stores the cookie without asking the policy. It fails with a
// [*ValueError] if a part of it holds a control character or its domain is
// empty.
func (j *CookieJar) SetCookie(cookie *Cookie) error {
	if err := cookie.validate(); err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.set(cookie)
	return nil
}

// set stores the cookie, which is valid.
func (j *CookieJar) set(c *Cookie) {
	j.seq++
	d, ok := j.cookies.get(c.Domain)
	if !ok {
		d = &domainCookies{domain: c.Domain, seq: j.seq}
		j.cookies.put(c.Domain, d)
	}
	p, ok := d.paths.get(c.Path)
	if !ok {
		p = &pathCookies{path: c.Path}
		d.paths.put(c.Path, p)
	}
	if !c.Expires.IsZero() && (j.firstEnd.IsZero() || c.Expires.Before(j.firstEnd)) {
		j.firstEnd = c.Expires
	}
	if e, ok := p.names.get(c.Name); ok {
		e.Cookie = c // the time of its creation stays
		j.uses.touch(e)
		return
	}
	e := &entry{Cookie: c, created: j.seq}
	p.names.put(c.Name, e)
	j.uses.touch(e)
	d.n++
	j.n++
	if m := modern(j.currentPolicy()); m != nil {
		j.evict(m, d)
	}
}

// touch makes e the entry that was used last.
func (r *recent) touch(e *entry) {
	if r.root.next == nil {
		r.root.next, r.root.prev = &r.root, &r.root
	}
	if e.next != nil {
		r.drop(e)
	}
	r.n++
	e.used = r.n
	e.prev, e.next = r.root.prev, &r.root
	e.prev.next, e.next.prev = e, e
}

// drop takes e out.
func (r *recent) drop(e *entry) {
	e.prev.next, e.next.prev = e.next, e.prev
	e.prev, e.next = nil, nil
}

// spare is how many places without a cookie are kept, so that a cookie that
// comes back takes its old one in the order, as in Python.
const spare = 1000

// remove removes a cookie. It reports whether it was there.
func (j *CookieJar) remove(domain, path, name string) bool {
	d, ok := j.cookies.get(domain)
	if !ok {
		return false
	}
	p, ok := d.paths.get(path)
	if !ok {
		return false
	}
	e, ok := p.names.get(name)
	if !ok {
		return false
	}
	p.names.remove(name)
	j.uses.drop(e)
	d.n--
	j.n--
	keep := spare
	if modern(j.policy) != nil {
		keep = 0 // its order is another
	}
	if p.names.len() == 0 && d.paths.len() > d.n+keep {
		d.paths.remove(path)
	}
	if d.n == 0 && j.cookies.len() > j.n+keep {
		j.cookies.remove(domain)
	}
	return true
}

// Clear removes all cookies, those of a domain, those of a domain and a path, or
// one. It fails with a [*ValueError] if a domain or a path is missing, and with
// a [*KeyError] if there is no such cookie.
//
// The keywords are [Domain], [Path] and [Name], by default none.
func (j *CookieJar) Clear(options ...ClearOption) error {
	var domain, path, name *string
	for _, o := range options {
		switch o := o.(type) {
		case Domain:
			domain = (*string)(&o)
		case Path:
			path = (*string)(&o)
		case Name:
			name = (*string)(&o)
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case name != nil && (domain == nil || path == nil):
		return valueError("domain and path must be given to remove a cookie by name")
	case path != nil && domain == nil:
		return valueError("domain must be given to remove cookies by path")
	case domain == nil:
		j.cookies, j.n, j.uses, j.firstEnd = ordered[*domainCookies]{}, 0, recent{}, time.Time{}
		return nil
	}
	return j.clear(*domain, path, name)
}

func (j *CookieJar) clear(domain string, path, name *string) error {
	d, ok := j.cookies.get(domain)
	if !ok {
		return keyError(domain)
	}
	if name != nil {
		if _, ok := d.paths.get(*path); !ok {
			return keyError(*path)
		}
		if !j.remove(domain, *path, *name) {
			return keyError(*name)
		}
		return nil
	}
	found := path == nil
	for p := range d.paths.values() {
		if path != nil && p.path != *path {
			continue
		}
		found = true
		for e := range p.names.values() {
			j.uses.drop(e)
			d.n--
			j.n--
		}
		d.paths.remove(p.path)
	}
	if !found {
		return keyError(*path)
	}
	if path == nil || d.n == 0 && modern(j.policy) != nil {
		j.cookies.remove(domain)
	}
	return nil
}

// ClearSessionCookies removes the cookies that end with the session.
func (j *CookieJar) ClearSessionCookies() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.clearIf(func(c *Cookie) bool { return c.Discard })
}

// ClearExpiredCookies removes the cookies whose time is over. They are not sent
// in any case; AddCookieHeader removes them too.
func (j *CookieJar) ClearExpiredCookies() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.clearExpired(timeNow())
}

func (j *CookieJar) clearExpired(now time.Time) {
	if j.firstEnd.IsZero() || now.Unix() < j.firstEnd.Unix() {
		return
	}
	j.clearIf(func(c *Cookie) bool { return c.IsExpired(now) })
	j.firstEnd = time.Time{}
	for e := range j.entries() {
		if !e.Expires.IsZero() && (j.firstEnd.IsZero() || e.Expires.Before(j.firstEnd)) {
			j.firstEnd = e.Expires
		}
	}
}

func (j *CookieJar) clearIf(f func(*Cookie) bool) {
	var gone []*Cookie
	for e := range j.entries() {
		if f(e.Cookie) {
			gone = append(gone, e.Cookie)
		}
	}
	for _, c := range gone {
		j.remove(c.Domain, c.Path, c.Name)
	}
}

// entries iterates over all cookies: by domain, path and name, each in the order
// in which they came. The jar is locked.
func (j *CookieJar) entries() iter.Seq[*entry] {
	return func(yield func(*entry) bool) {
		for d := range j.cookies.values() {
			for p := range d.paths.values() {
				for e := range p.names.values() {
					if !yield(e) {
						return
					}
				}
			}
		}
	}
}

// snapshot returns all cookies.
func (j *CookieJar) snapshot() []*Cookie {
	j.mu.Lock()
	defer j.mu.Unlock()
	cookies := make([]*Cookie, 0, j.n)
	for e := range j.entries() {
		cookies = append(cookies, e.Cookie)
	}
	return cookies
}

// All iterates over the cookies as they are when it starts: by domain, path and
// name, each in the order in which they came. The jar may be changed meanwhile.
func (j *CookieJar) All() iter.Seq[*Cookie] {
	return func(yield func(*Cookie) bool) {
		for _, c := range j.snapshot() {
			if !yield(c) {
				return
			}
		}
	}
}

// Len returns the number of cookies.
func (j *CookieJar) Len() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.n
}

// String returns Python's str of the jar.
func (j *CookieJar) String() string {
	return j.describe("CookieJar", (*Cookie).String)
}

// GoString returns Python's repr of the jar, which fmt prints for %#v.
func (j *CookieJar) GoString() string {
	return j.describe("CookieJar", (*Cookie).GoString)
}

func (j *CookieJar) describe(typ string, one func(*Cookie) string) string {
	var s []string
	for _, c := range j.snapshot() {
		s = append(s, one(c))
	}
	return "<" + typ + "[" + strings.Join(s, ", ") + "]>"
}
