package uuid

import (
	"database/sql/driver"
	"fmt"
)

// AppendText implements encoding.TextAppender with [UUID.String].
func (u UUID) AppendText(b []byte) ([]byte, error) { return u.Append(b), nil }

// MarshalText implements encoding.TextMarshaler with [UUID.String]. It serves
// encoding/json as well, for values and for the keys of maps.
func (u UUID) MarshalText() ([]byte, error) { return u.Append(make([]byte, 0, 36)), nil }

// UnmarshalText implements encoding.TextUnmarshaler with [ParseStrict].
func (u *UUID) UnmarshalText(text []byte) error { return u.set(ParseStrict(text)) }

// AppendBinary implements encoding.BinaryAppender with the 16 bytes.
func (u UUID) AppendBinary(b []byte) ([]byte, error) { return append(b, u[:]...), nil }

// MarshalBinary implements encoding.BinaryMarshaler with the 16 bytes.
func (u UUID) MarshalBinary() ([]byte, error) { return u.Bytes(), nil }

// UnmarshalBinary implements encoding.BinaryUnmarshaler: it takes 16 bytes and nothing else.
func (u *UUID) UnmarshalBinary(data []byte) error { return u.set(fromBytes(data)) }

// set stores v unless there is an error.
func (u *UUID) set(v UUID, err error) error {
	if err == nil {
		*u = v
	}
	return err
}

// Value implements driver.Valuer with [UUID.String].
func (u UUID) Value() (driver.Value, error) { return u.String(), nil }

// Scan implements sql.Scanner: it takes a string or bytes with the text of [ParseStrict],
// or the 16 bytes. For a column that may be NULL there is [NullUUID].
func (u *UUID) Scan(src any) error {
	switch src := src.(type) {
	case string:
		return u.set(ParseStrict(src))
	case []byte:
		if len(src) == 16 {
			return u.set(UUID(src), nil)
		}
		return u.set(ParseStrict(src))
	case UUID:
		return u.set(src, nil)
	case [16]byte:
		return u.set(src, nil)
	}
	return &TypeError{Text: fmt.Sprintf("cannot scan a %T into a UUID", src)}
}

// A NullUUID is a UUID or SQL's NULL, JSON's null. The zero NullUUID is NULL.
type NullUUID struct {
	UUID  UUID
	Valid bool // UUID is not NULL
}

// Value implements driver.Valuer.
func (n NullUUID) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return n.UUID.Value()
}

// Scan implements sql.Scanner. It takes NULL and what [UUID.Scan] takes.
func (n *NullUUID) Scan(src any) error {
	if src == nil {
		*n = NullUUID{}
		return nil
	}
	return n.set(n.UUID.Scan(src))
}

// set makes n valid, or NULL if there is an error.
func (n *NullUUID) set(err error) error {
	if n.Valid = err == nil; err != nil {
		n.UUID = UUID{}
	}
	return err
}

// MarshalJSON implements json.Marshaler: null or the text as a string.
func (n NullUUID) MarshalJSON() ([]byte, error) {
	if !n.Valid {
		return []byte("null"), nil
	}
	return append(n.UUID.Append(append(make([]byte, 0, 38), '"')), '"'), nil
}

// UnmarshalJSON implements json.Unmarshaler: it takes null and a string with the
// text of [ParseStrict].
func (n *NullUUID) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*n = NullUUID{}
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return n.set(errMalformed)
	}
	return n.set(n.UUID.UnmarshalText(data[1 : len(data)-1]))
}

// IsZero reports whether n is NULL, for the omitzero of encoding/json.
func (n NullUUID) IsZero() bool { return !n.Valid }
