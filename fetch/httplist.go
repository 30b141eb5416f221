package fetch

import (
	"strings"

	"github.com/gobatteries/batteries/internal/pystr"
)

// ParseHTTPList splits a header's value at its commas, those within quoted
// strings aside (RFC 9110 section 5.6.1). It is Python's
// urllib.request.parse_http_list.
func ParseHTTPList(s string) []string {
	var list []string
	var part []byte
	escaped, quoted := false, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case escaped:
			part = append(part, c)
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case quoted:
			quoted = c != '"'
			part = append(part, c)
		case c == ',':
			list = append(list, pystr.Strip(string(part)))
			part = part[:0]
		default:
			quoted = c == '"'
			part = append(part, c)
		}
	}
	if len(part) > 0 {
		list = append(list, pystr.Strip(string(part)))
	}
	return list
}

// ParseKeqvList takes elements of the form key=value apart; values may be
// quoted. An element without an equals sign is a ValueError, one without anything
// after it an IndexError. It is Python's
// urllib.request.parse_keqv_list.
func ParseKeqvList(l []string) (map[string]string, error) {
	parsed := make(map[string]string, len(l))
	for _, e := range l {
		k, v, ok := strings.Cut(e, "=")
		if !ok {
			return nil, &ValueError{Text: "not enough values to unpack (expected 2, got 1)"}
		}
		if v == "" {
			return nil, &IndexError{Text: "string index out of range"}
		}
		if strings.HasPrefix(v, `"`) && strings.HasSuffix(v, `"`) {
			v = v[1:max(1, len(v)-1)]
		}
		parsed[k] = v
	}
	return parsed, nil
}
