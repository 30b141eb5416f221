package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"slices"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

// version is that of the client, in the User-Agent header.
const version = "1.0"

// An OpenerDirector opens URLs with the help of its handlers. It is Python's
// [urllib.request.OpenerDirector]. Once its handlers are added it may be used
// by several goroutines.
//
// [urllib.request.OpenerDirector]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.OpenerDirector
type OpenerDirector struct {
	// AddHeaders are sent with each HTTP request that doesn't set them itself.
	// NewOpenerDirector sets User-agent.
	AddHeaders []HeaderItem

	// Handlers are what AddHandler added, in their order.
	Handlers []Handler

	defaultOpen  []DefaultOpener
	open         map[string][]SchemeOpener
	unknownOpen  []UnknownOpener
	requests     map[string][]RequestProcessor
	responses    map[string][]ResponseProcessor
	errors       map[int][]ErrorHandler
	defaultError []DefaultErrorHandler
}

// NewOpenerDirector makes an opener without handlers. [BuildOpener] makes one
// that has the usual ones.
func NewOpenerDirector() *OpenerDirector {
	return &OpenerDirector{AddHeaders: []HeaderItem{{"User-agent", "Batteries-urllib/" + version}}}
}

func (o *OpenerDirector) makeMaps() {
	if o.open != nil {
		return
	}
	o.open = make(map[string][]SchemeOpener)
	o.requests = make(map[string][]RequestProcessor)
	o.responses = make(map[string][]ResponseProcessor)
	o.errors = make(map[int][]ErrorHandler)
}

// AddHandler adds a handler, which must not belong to another opener already.
// Handlers are asked in the order of HandlerOrder, equal ones in the order of
// their adding.
func (o *OpenerDirector) AddHandler(handler Handler) {
	o.makeMaps()
	added := false
	if h, ok := handler.(DefaultOpener); ok {
		o.defaultOpen, added = insert(o.defaultOpen, h), true
	}
	if h, ok := handler.(SchemeOpener); ok {
		for _, scheme := range h.OpenSchemes() {
			o.open[scheme], added = insert(o.open[scheme], h), true
		}
	}
	if h, ok := handler.(UnknownOpener); ok {
		o.unknownOpen, added = insert(o.unknownOpen, h), true
	}
	if h, ok := handler.(RequestProcessor); ok {
		for _, scheme := range h.RequestSchemes() {
			o.requests[scheme], added = insert(o.requests[scheme], h), true
		}
	}
	if h, ok := handler.(ResponseProcessor); ok {
		for _, scheme := range h.ResponseSchemes() {
			o.responses[scheme], added = insert(o.responses[scheme], h), true
		}
	}
	if h, ok := handler.(ErrorHandler); ok {
		for _, code := range h.ErrorCodes() {
			o.errors[code], added = insert(o.errors[code], h), true
		}
	}
	if h, ok := handler.(DefaultErrorHandler); ok {
		o.defaultError, added = insert(o.defaultError, h), true
	}
	if added {
		o.Handlers = insert(o.Handlers, handler)
		handler.AddParent(o)
	}
}

// insert keeps a chain in its order; h comes after its equals.
func insert[H Handler](chain []H, h H) []H {
	i := sort.Search(len(chain), func(i int) bool { return chain[i].HandlerOrder() > h.HandlerOrder() })
	return slices.Insert(chain, i, h)
}

// Open opens a URL. Every answer with a code outside 200 to 299 that no handler
// deals with is an [*HTTPError].
//
// Keywords: [Data], by default none; [Timeout], none; [Retry], none.
func (o *OpenerDirector) Open(fullurl string, options ...OpenOption) (*Response, error) {
	return o.OpenContext(context.Background(), fullurl, options...)
}

// OpenContext is Open with a context, which ends the reading of the body as well.
func (o *OpenerDirector) OpenContext(ctx context.Context, fullurl string, options ...OpenOption) (*Response, error) {
	req, err := NewRequest(fullurl)
	if err != nil {
		return nil, err
	}
	return o.OpenRequest(ctx, req, options...)
}

// OpenRequest opens a request, to which data and headers are added.
func (o *OpenerDirector) OpenRequest(ctx context.Context, req *Request, options ...OpenOption) (*Response, error) {
	var a openArgs
	for _, opt := range options {
		a.set(opt)
	}
	return o.start(ctx, req, &a)
}

// openArgs are the decoded keywords of URLOpen and Open.
type openArgs struct {
	body       *payload
	timeout    time.Duration
	hasTimeout bool
	tls        *tls.Config
	retry      Retry
}

func (a *openArgs) set(o URLOpenOption) {
	switch o := o.(type) {
	case Data:
		a.body = bytesPayload(o)
	case DataOption:
		a.body = o.body
	case TimeoutOption:
		a.timeout, a.hasTimeout = time.Duration(o), true
	case ContextOption:
		a.tls = o.config
	case Retry:
		a.retry = o
	}
}

var (
	errTimeoutRange = &ValueError{Text: "Timeout value out of range"}
	errNilRequest   = &TypeError{Text: "the request is nil"}
	errNoOpener     = &TypeError{Text: "the opener is nil: a handler must be added to one"}
)

// start begins an opening; the handlers' own, for redirects and the like, go
// through follow.
func (o *OpenerDirector) start(ctx context.Context, req *Request, a *openArgs) (*Response, error) {
	if req == nil {
		return nil, errNilRequest
	}
	if a.body != nil {
		req.setPayload(a.body)
		req.formType(a.body)
	}
	req.Timeout = 0
	if a.hasTimeout {
		if a.timeout < 0 {
			return nil, errTimeoutRange
		}
		// As in Python, where a timeout of zero means not to wait at all.
		req.Timeout = max(a.timeout, 1)
	}
	req.ctx, req.authRetries = ctx, 0
	if a.retry.Attempts > 1 {
		return a.retry.run(o, req)
	}
	return o.follow(req)
}

// follow passes a request through the chains.
func (o *OpenerDirector) follow(req *Request) (*Response, error) {
	if o == nil {
		return nil, errNoOpener
	}
	scheme := req.Type
	for _, p := range o.requests[scheme] {
		var err error
		if req, err = p.SchemeRequest(req); err != nil {
			return nil, err
		}
	}
	resp, err := o.ask(req)
	if err != nil || resp == nil {
		return nil, err
	}
	for _, p := range o.responses[scheme] {
		if resp, err = p.SchemeResponse(req, resp); err != nil {
			return nil, err
		}
	}
	return resp, nil
}

var errNothingOpened = errors.New("fetch: no handler opened the URL")

// ask goes along the openers until one has an answer.
func (o *OpenerDirector) ask(req *Request) (*Response, error) {
	for _, h := range o.defaultOpen {
		if resp, err := h.DefaultOpen(req); resp != nil || err != nil {
			return resp, err
		}
	}
	for _, h := range o.open[req.Type] {
		if resp, err := h.SchemeOpen(req); resp != nil || err != nil {
			return resp, err
		}
	}
	for _, h := range o.unknownOpen {
		if resp, err := h.UnknownOpen(req); resp != nil || err != nil {
			return resp, err
		}
	}
	return nil, errNothingOpened
}

// Follow opens a request on behalf of another: a handler's way to ask again,
// as the ones for redirects and authentication do. The request takes over the
// context and the timeout.
func (o *OpenerDirector) Follow(req, from *Request) (*Response, error) {
	req.ctx, req.Timeout = from.ctx, from.Timeout
	return o.follow(req)
}

// Error passes an HTTP answer to the handlers of its code. proto is http or
// https, which have the same handlers.
func (o *OpenerDirector) Error(proto string, req *Request, fp *Response, code int, msg string, headers http.Header) (*Response, error) {
	if o == nil {
		return nil, errNoOpener
	}
	for _, h := range o.errors[code] {
		if resp, err := h.HTTPErrorCode(req, fp, code, msg, headers); resp != nil || err != nil {
			return resp, err
		}
	}
	for _, h := range o.defaultError {
		if resp, err := h.HTTPErrorDefault(req, fp, code, msg, headers); resp != nil || err != nil {
			return resp, err
		}
	}
	return fp, nil
}

// Close closes the handlers.
func (o *OpenerDirector) Close() error {
	var errs []error
	for _, h := range o.Handlers {
		errs = append(errs, h.Close())
	}
	return errors.Join(errs...)
}

// BuildOpener makes an opener of the given handlers and the usual ones:
// [ProxyHandler], [UnknownHandler], [HTTPHandler], [HTTPDefaultErrorHandler],
// [HTTPRedirectHandler], [FTPHandler], [FileHandler], [HTTPErrorProcessor],
// [DataHandler] and [HTTPSHandler]. A usual one is left out if a handler of its
// type, or one that embeds it, is given. It is Python's
// [urllib.request.build_opener].
//
// [urllib.request.build_opener]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.build_opener
func BuildOpener(handlers ...Handler) *OpenerDirector {
	o := NewOpenerDirector()
	for _, d := range defaultHandlers {
		if !slices.ContainsFunc(handlers, d.is) {
			o.AddHandler(d.new())
		}
	}
	for _, h := range handlers {
		o.AddHandler(h)
	}
	return o
}

// The usual handlers. Each has a method that nothing else has, which a type
// that embeds it gets as well.
var defaultHandlers = []struct {
	new func() Handler
	is  func(Handler) bool
}{
	{func() Handler { return NewProxyHandler(nil) }, is[interface{ isProxyHandler() }]},
	{func() Handler { return new(UnknownHandler) }, is[interface{ isUnknownHandler() }]},
	{func() Handler { return NewHTTPHandler() }, is[interface{ isHTTPHandler() }]},
	{func() Handler { return new(HTTPDefaultErrorHandler) }, is[interface{ isDefaultErrorHandler() }]},
	{func() Handler { return NewHTTPRedirectHandler() }, is[interface{ isRedirectHandler() }]},
	{func() Handler { return NewFTPHandler() }, is[interface{ isFTPHandler() }]},
	{func() Handler { return new(FileHandler) }, is[interface{ isFileHandler() }]},
	{func() Handler { return new(HTTPErrorProcessor) }, is[interface{ isErrorProcessor() }]},
	{func() Handler { return new(DataHandler) }, is[interface{ isDataHandler() }]},
	{func() Handler { return NewHTTPSHandler() }, is[interface{ isHTTPSHandler() }]},
}

func is[T any](h Handler) bool {
	_, ok := h.(T)
	return ok
}

// installed is the opener of URLOpen, nil until it is first needed.
var (
	installed   atomic.Pointer[OpenerDirector]
	installOnce sync.Mutex
)

// InstallOpener makes an opener the one that [URLOpen] and [URLRetrieve] use.
// It is Python's [urllib.request.install_opener].
//
// [urllib.request.install_opener]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.install_opener
func InstallOpener(opener *OpenerDirector) { installed.Store(opener) }

func defaultOpener() *OpenerDirector {
	if o := installed.Load(); o != nil {
		return o
	}
	installOnce.Lock()
	defer installOnce.Unlock()
	if o := installed.Load(); o != nil {
		return o
	}
	o := BuildOpener()
	installed.Store(o)
	return o
}

// URLOpen opens a URL or a [*Request]. The response must be closed, unless it
// was read to its end. It is Python's [urllib.request.urlopen].
//
// Errors: a [*ValueError] for a URL without a scheme, an [*HTTPError] for an
// answer that HTTP counts as an error, a [*URLError] if there was no getting
// through, a [*TimeoutError] if the server fell silent, an [*HTTPException] or
// one of its kin if it doesn't speak HTTP.
//
// Keywords: [Data] (or [DataReader], [DataSeq], a [Form]'s), by default none;
// [Timeout], none; [Context], the TLS settings, crypto/tls's own; [Retry], none.
//
// [urllib.request.urlopen]: https://docs.python.org/3.15/library/urllib.request.html#urllib.request.urlopen
func URLOpen[URL string | *Request](url URL, options ...URLOpenOption) (*Response, error) {
	return URLOpenContext(context.Background(), url, options...)
}

// URLOpenContext is URLOpen with a context, which ends the reading of the body
// as well.
func URLOpenContext[URL string | *Request](ctx context.Context, url URL, options ...URLOpenOption) (*Response, error) {
	var a openArgs
	for _, opt := range options {
		a.set(opt)
	}
	req, err := asRequest(url)
	if err != nil {
		return nil, err
	}
	o := defaultOpener()
	if a.tls != nil {
		o = BuildOpener(NewHTTPSHandler(Context(a.tls), KeepAlive(false)))
	}
	return o.start(ctx, req, &a)
}

func asRequest[URL string | *Request](url URL) (*Request, error) {
	if r, ok := any(url).(*Request); ok {
		return r, nil
	}
	return NewRequest(any(url).(string))
}
