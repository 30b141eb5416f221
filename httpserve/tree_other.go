//go:build !linux

package httpserve

import (
	"io"
	"io/fs"
)

func (d *folder) openQuick(string, bool) (io.ReadCloser, fileInfo, error) {
	return nil, fileInfo{}, errNoQuickOpen
}

func (d *folder) openFolderQuick(string, bool) (fs.File, error) { return nil, errNoQuickOpen }
