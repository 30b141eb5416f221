package cookies

import (
	"fmt"
	"strings"
)

// A Skipped is a part of a header that [BaseCookie.LoadLenient] left out.
type Skipped struct {
	Text string // as it stands in the header, between two semicolons
	Err  error  // why
}

// LoadLenient adds the cookies of a Cookie header as RFC 6265bis reads it, and
// returns what it left out. It is for servers, where a cookie that somebody else
// set must not hide the others.
//
// Only semicolons separate. All up to the first '=' is the name and the rest,
// without white space around it, the coded value. No word is an attribute. A
// part is left out if it has no '=', if [Morsel.Set] refuses it, or if the
// coding can't decode it. Of cookies of one name the last one counts, as in
// [BaseCookie.Load].
//
// The option is [MaxCookies], by default 3000: what follows so many cookies is
// left out, as one part.
func (c *BaseCookie) LoadLenient(header string, options ...LenientOption) []Skipped {
	limit := defaultMaxCookies
	for _, o := range options {
		if m, ok := o.(MaxCookies); ok {
			limit = int(m)
		}
	}
	const atOnce = 64 // cookies for which room is made
	room := min(atOnce, 1+strings.Count(header, ";"))
	var skipped []Skipped
	for n := 0; header != ""; {
		if n >= limit {
			return append(skipped, Skipped{header, &CookieError{fmt.Sprintf("More than %d cookies", limit)}})
		}
		text, rest, _ := strings.Cut(header, ";")
		if text = strings.Trim(text, " \t"); text != "" {
			n++
			if err := c.loadPair(text, room); err != nil {
				skipped = append(skipped, Skipped{text, err})
			}
		}
		header = rest
	}
	return skipped
}

func (c *BaseCookie) loadPair(text string, room int) error {
	name, value, ok := strings.Cut(text, "=")
	if !ok {
		return &CookieError{"No '=' in cookie"}
	}
	p := piece{key: strings.TrimRight(name, " \t"), value: strings.TrimLeft(value, " \t")}
	if _, reserved := attributeOf(p.key); reserved {
		return errReservedKey(p.key)
	}
	if err := c.decode(&p); err != nil {
		return err
	}
	_, err := c.add(&p, room)
	return err
}
