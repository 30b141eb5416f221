package b64

// An adobeFrame takes "<~" and "~>" off a text that comes in pieces.
type adobeFrame struct {
	first  [2]byte // what may be the start
	nFirst int
	last   [2]byte // what may be the end
	nLast  int
}

// feed appends the bytes that a piece of text stands for.
func (d *a85Decoder) feed(dst, src []byte) ([]byte, error) {
	if !d.adobe {
		return d.body(dst, src)
	}
	f := &d.frame
	if total := f.nLast + len(src); total > 2 {
		var err error
		held := min(f.nLast, total-2)
		if dst, err = d.unframed(dst, f.last[:held]); err != nil {
			return dst, err
		}
		f.nLast = copy(f.last[:], f.last[held:f.nLast])
		inside := len(src) - (2 - f.nLast)
		if dst, err = d.unframed(dst, src[:inside]); err != nil {
			return dst, err
		}
		src = src[inside:]
	}
	f.nLast += copy(f.last[f.nLast:], src)
	return dst, nil
}

// unframed appends the bytes for text that is not the end of the frame, but may
// be its start.
func (d *a85Decoder) unframed(dst, src []byte) ([]byte, error) {
	if f := &d.frame; f.nFirst < 2 {
		n := copy(f.first[f.nFirst:], src)
		src = src[n:]
		if f.nFirst += n; f.nFirst < 2 {
			return dst, nil
		}
		if string(f.first[:]) != "<~" {
			var err error
			if dst, err = d.unstarted(dst); err != nil {
				return dst, err
			}
		}
	}
	return d.body(dst, src)
}

// unstarted appends the bytes for the first characters of a text, which are not
// the start of a frame.
func (d *a85Decoder) unstarted(dst []byte) ([]byte, error) {
	if d.strict {
		return dst, errAdobeStart
	}
	return d.body(dst, d.frame.first[:d.frame.nFirst])
}

// end appends the bytes of the last group.
func (d *a85Decoder) end(dst []byte) ([]byte, error) {
	if f := &d.frame; d.adobe {
		if string(f.last[:f.nLast]) != "~>" {
			return dst, errAdobeEnd
		}
		if f.nFirst < 2 {
			var err error
			if dst, err = d.unstarted(dst); err != nil {
				return dst, err
			}
		}
	}
	return d.last(dst)
}
