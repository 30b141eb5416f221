package xmlrpc

import "slices"

// isNameRune reports whether XML allows the rune, which is not ASCII, in a name,
// or at the start of one.
func isNameRune(r rune, first bool) bool {
	return inTable(nameStart, r) || !first && inTable(nameMore, r)
}

func inTable(table [][2]uint16, r rune) bool {
	if r > 0xffff {
		return false
	}
	_, ok := slices.BinarySearchFunc(table, uint16(r), func(row [2]uint16, c uint16) int {
		switch {
		case row[1] < c:
			return -1
		case row[0] > c:
			return 1
		}
		return 0
	})
	return ok
}
