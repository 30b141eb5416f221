package httpserve

// A chunkScan follows a chunked body to its end (RFC 9112, section 7.1), so that
// net/http is given none of the next request's head, which has to be judged
// first. It is at least as strict as net/http: a line ends in CR and LF.
type chunkScan struct {
	state  chunkState
	digits int    // of the present size
	left   uint64 // bytes of the present chunk
}

type chunkState uint8

const (
	chunkNone chunkState = iota // no chunked body is being read
	chunkSize
	chunkExtension
	chunkSizeEnd // the line feed
	chunkData
	chunkDataReturn
	chunkDataEnd
	chunkTrailer // the beginning of a line
	chunkField
	chunkFieldEnd
	chunkLast
	chunkDone
)

// scan returns how many bytes of p belong to the body, up to its end. ok is false
// if what comes after them is no chunked body.
func (s *chunkScan) scan(p []byte) (n int, ok bool) {
	for n < len(p) && s.state != chunkDone {
		if s.state == chunkData {
			k := min(uint64(len(p)-n), s.left)
			n += int(k)
			if s.left -= k; s.left == 0 {
				s.state = chunkDataReturn
			}
			continue
		}
		if !s.step(p[n]) {
			return n, false
		}
		n++
	}
	return n, true
}

// step takes a byte that is not a chunk's data.
func (s *chunkScan) step(c byte) bool {
	switch s.state {
	case chunkSize:
		return s.size(c)
	case chunkExtension:
		return s.until(c, chunkSizeEnd)
	case chunkSizeEnd:
		if s.state = chunkData; s.left == 0 {
			s.state = chunkTrailer
		}
		return c == '\n'
	case chunkDataReturn:
		s.state = chunkDataEnd
		return c == '\r'
	case chunkDataEnd:
		s.state, s.digits = chunkSize, 0
		return c == '\n'
	case chunkTrailer:
		s.state = chunkField
		return s.until(c, chunkLast) // an empty line
	case chunkField:
		return s.until(c, chunkFieldEnd)
	case chunkFieldEnd:
		s.state = chunkTrailer
		return c == '\n'
	default: // chunkLast
		s.state = chunkDone
		return c == '\n'
	}
}

// size takes a byte of a chunk's size, which has 16 digits at most.
func (s *chunkScan) size(c byte) bool {
	switch {
	case isHex(c):
		s.digits++
		s.left = s.left<<4 | uint64(unhex(c))
		return s.digits <= 16
	case c == '\r':
		s.state = chunkSizeEnd
	case c == ';', c == ' ', c == '\t':
		s.state = chunkExtension
	default:
		return false
	}
	return s.digits > 0
}

// until waits for the carriage return that ends a line.
func (s *chunkScan) until(c byte, next chunkState) bool {
	if c == '\r' {
		s.state = next
	}
	return c != '\n'
}
