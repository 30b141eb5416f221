//go:build !linux

package httpserve

import "io"

func (d *folder) openQuick(string, bool) (io.ReadCloser, fileInfo, error) {
	return nil, fileInfo{}, errNoQuickOpen
}
