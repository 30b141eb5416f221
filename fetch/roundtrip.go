package fetch

import (
	"errors"
	"io"
	"net/http"
	"strconv"
)

// RoundTripper returns the opener as an http.RoundTripper, so that an
// http.Client, or whatever takes one, sends its requests through the handlers.
// Answers that handlers leave as an [HTTPError] are returned as they came.
func (o *OpenerDirector) RoundTripper() http.RoundTripper { return roundTripper{o} }

type roundTripper struct{ o *OpenerDirector }

// RoundTrip opens a request.
func (t roundTripper) RoundTrip(r *http.Request) (*http.Response, error) {
	req, err := NewRequest(r.URL.String(), Method(r.Method))
	if err != nil {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, err
	}
	for name, values := range r.Header {
		for _, v := range values {
			if had, ok := req.GetHeader(capitalize(name)); ok {
				v = had + ", " + v
			}
			req.AddHeader(name, v)
		}
	}
	if r.Host != "" && r.Host != r.URL.Host {
		req.AddHeader("Host", r.Host)
	}
	if r.Body != nil && r.Body != http.NoBody {
		defer r.Body.Close()
		req.data = bodyOf(r)
	}
	resp, err := t.o.OpenRequest(r.Context(), req)
	var h *HTTPError
	if errors.As(err, &h) {
		resp, err = h.Response, nil
	}
	if err != nil {
		return nil, err
	}
	return httpResponse(resp, r), nil
}

// bodyOf makes request data of net/http's body.
func bodyOf(r *http.Request) *payload {
	size := r.ContentLength
	if size == 0 {
		size = -1
	}
	if r.GetBody != nil {
		return &payload{open: r.GetBody, size: size}
	}
	p := readerPayload(struct{ io.Reader }{r.Body})
	p.size = size
	return p
}

// httpResponse is a Response in net/http's form.
func httpResponse(r *Response, req *http.Request) *http.Response {
	code := r.Code
	if code == 0 {
		code = http.StatusOK
	}
	msg := r.Msg
	if msg == "" {
		msg = http.StatusText(code)
	}
	h := &http.Response{
		Status: strconv.Itoa(code) + " " + msg, StatusCode: code,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: r.Headers, Body: r, ContentLength: contentLength(r.Headers), Request: req,
	}
	switch {
	case r.Version == 10:
		h.Proto, h.ProtoMinor = "HTTP/1.0", 0
	case r.Version == 20:
		h.Proto, h.ProtoMajor, h.ProtoMinor = "HTTP/2.0", 2, 0
	}
	return h
}
