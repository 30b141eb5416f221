package fetch

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Retry has a request that failed in passing made again: after a connection
// that could not be made, that was cut before the answer or that timed out, and
// after the answers 408, 425, 429, 500, 502, 503 and 504. Only requests with an
// idempotent method (RFC 9110 section 9.2.2) are, whose data can be sent again.
// Python has no such thing.
//
//	fetch.URLOpen(url, fetch.Retry{Attempts: 4})
type Retry struct {
	Attempts int           // how often in all; there is no retry below 2
	Backoff  time.Duration // the first pause, 500 ms by default; each further one is twice as long, less up to half by chance
	MaxDelay time.Duration // the longest pause, 30 s by default; a longer Retry-After ends the trying
	Codes    []int         // the answers that are retried, in the place of those above
}

func (Retry) urlOpenOption()  {}
func (Retry) openOption()     {}
func (Retry) retrieveOption() {}

var retriedCodes = []int{408, 425, 429, 500, 502, 503, 504}

// run opens the request until it succeeds, fails for good or the attempts are used up.
func (p Retry) run(o *OpenerDirector, req *Request) (*Response, error) {
	saved := req.snapshot()
	for attempt := 1; ; attempt++ {
		resp, err := o.follow(req)
		if err == nil || attempt >= p.Attempts || !p.passing(err) || !idempotent(saved.GetMethod()) || !saved.data.replayable() {
			return resp, err
		}
		delay := p.pause(attempt)
		if after, ok := retryAfter(err); ok {
			if after > p.maxDelay() {
				return nil, err
			}
			delay = max(delay, after)
		}
		if werr := wait(req.Context(), delay); werr != nil {
			return nil, errors.Join(werr, err) // both: who cancelled, and what was to be tried again
		}
		var h *HTTPError
		if errors.As(err, &h) {
			h.Close()
		}
		req.restore(saved)
	}
}

func (p Retry) maxDelay() time.Duration {
	if p.MaxDelay > 0 {
		return p.MaxDelay
	}
	return 30 * time.Second
}

// pause returns how long to wait after an attempt, counted from 1.
func (p Retry) pause(attempt int) time.Duration {
	d := p.Backoff
	if d <= 0 {
		d = 500 * time.Millisecond
	}
	d = min(d<<min(attempt-1, 20), p.maxDelay())
	return d - time.Duration(rand.Int64N(int64(d)/2+1))
}

// passing reports whether an error may be gone the next time.
func (p Retry) passing(err error) bool {
	var h *HTTPError
	if errors.As(err, &h) {
		codes := p.Codes
		if codes == nil {
			codes = retriedCodes
		}
		return slices.Contains(codes, h.Code)
	}
	var (
		gone    *RemoteDisconnected
		timeout *TimeoutError
		system  *OSError
		guard   *GuardError
	)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, &guard):
		return false
	case errors.As(err, &gone), errors.As(err, &timeout):
		return true
	}
	return errors.As(err, &system) && system.Err != nil && tlsReason(system.Err) == nil
}

func idempotent(method string) bool {
	switch method {
	case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE":
		return true
	}
	return false
}

// retryAfter returns how long a server asks to wait, in seconds or until a date.
func retryAfter(err error) (time.Duration, bool) {
	var h *HTTPError
	if !errors.As(err, &h) {
		return 0, false
	}
	v := h.Headers.Get("Retry-After")
	if v == "" {
		return 0, false
	}
	if allDigits(v) {
		n, err := strconv.ParseInt(v, 10, 32)
		if err != nil {
			n = 1 << 30
		}
		return time.Duration(n) * time.Second, true
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0, false
	}
	return max(0, time.Until(at)), true
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// snapshot keeps what an opening changes in a request.
func (r *Request) snapshot() Request {
	s := *r
	s.headers, s.unredirHdrs = slices.Clone(r.headers), slices.Clone(r.unredirHdrs)
	return s
}

func (r *Request) restore(s Request) {
	s.headers, s.unredirHdrs = slices.Clone(s.headers), slices.Clone(s.unredirHdrs)
	*r = s
}
