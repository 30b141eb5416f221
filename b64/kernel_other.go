//go:build !amd64 || purego

package b64

func encode64(dst, src []byte, chars *charSet) { plainEncode64(dst, src, chars) }

func decode64(dst, src []byte, table *decodeTable, set *digitSet) int {
	return plainDecode64(dst, src, table, set)
}

func encode16(dst, src []byte) { plainEncode16(dst, src) }

func decode16(dst, src []byte, table *decodeTable, set *digitSet) int {
	return plainDecode16(dst, src, table, set)
}
