package httpserve

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// A fileTree is the folder or file system that a handler type serves.
type fileTree struct {
	fsys   fs.FS
	dir    string
	follow bool
	slow   bool // open by os.Root alone, as where the system has no quicker way

	mu      sync.RWMutex
	top     *folder
	checked time.Duration // when, after programStart
}

// A folder is an open folder of the disk.
type folder struct {
	root *os.Root
	file *os.File // the same, for openat2
	fd   uintptr  // of file
	info fs.FileInfo
}

// A fileInfo is what a response needs to know of a file.
type fileInfo struct {
	size     int64
	modified time.Time
	dir      bool
}

func newFileTree(h *SimpleHTTPRequestHandler) *fileTree {
	return &fileTree{fsys: h.FS, dir: h.Directory, follow: h.FollowSymlinks}
}

// open opens a regular file or a folder by its path in the tree.
func (t *fileTree) open(name string) (io.ReadCloser, fileInfo, error) {
	if t.fsys == nil && !t.slow {
		top, err := t.current()
		if err != nil {
			return nil, fileInfo{}, err
		}
		f, info, err := top.openQuick(name, t.follow)
		if err != errNoQuickOpen {
			return f, info, err
		}
	}
	f, err := t.openAny(name)
	if err != nil {
		return nil, fileInfo{}, err
	}
	st, err := f.Stat()
	if err == nil && !st.IsDir() && !st.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, fileInfo{}, err
	}
	return f, fileInfo{st.Size(), st.ModTime(), st.IsDir()}, nil
}

var (
	errNotRegular  = errors.New("neither a regular file nor a folder")
	errNoQuickOpen = errors.New("the system has no quick way to open a file")
)

// openAny opens without waiting: a named pipe would wait for its writer.
func (t *fileTree) openAny(name string) (fs.File, error) {
	const flags = os.O_RDONLY | openNonblock
	if t.fsys != nil {
		return t.fsys.Open(name)
	}
	if t.follow {
		return os.OpenFile(filepath.Join(t.dir, filepath.FromSlash(name)), flags, 0)
	}
	top, err := t.current()
	if err != nil {
		return nil, err
	}
	return top.root.OpenFile(filepath.FromSlash(name), flags, 0)
}

// isDir reports whether the name is a folder, or a link to one.
func (t *fileTree) isDir(name string) bool {
	var info fs.FileInfo
	var err error
	if t.fsys != nil {
		info, err = fs.Stat(t.fsys, name)
		return err == nil && info.IsDir()
	}
	if t.follow {
		info, err = os.Stat(filepath.Join(t.dir, filepath.FromSlash(name)))
		return err == nil && info.IsDir()
	}
	top, err := t.current()
	if err != nil {
		return false
	}
	info, err = top.root.Stat(filepath.FromSlash(name))
	return err == nil && info.IsDir()
}

// current returns the open folder. A folder that was moved away and made anew,
// as builds do with their output, is opened again; that is looked after once a
// second.
func (t *fileTree) current() (*folder, error) {
	now := time.Since(programStart) // a quicker clock than time.Now's two
	t.mu.RLock()
	top, fresh := t.top, now-t.checked < time.Second
	t.mu.RUnlock()
	if top != nil && fresh {
		return top, nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	info, err := os.Stat(t.dir)
	if err != nil {
		return nil, err
	}
	t.checked = now
	if t.top != nil && os.SameFile(info, t.top.info) {
		return t.top, nil
	}
	root, err := os.OpenRoot(t.dir)
	if err != nil {
		return nil, err
	}
	file, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil, err
	}
	// The old folder is left to the collector: requests may be using it.
	t.top = &folder{root, file, file.Fd(), info}
	return t.top, nil
}

// localName reports whether a name means the same on every system: names that
// Windows reads in another way are refused there.
func localName(name string) bool {
	if strings.IndexByte(name, 0) >= 0 {
		return false
	}
	return runtime.GOOS != "windows" || windowsName(name)
}

// windowsName reports whether a slash-separated path is an ordinary one on
// Windows: no drive, stream or backslash, no device such as COM1, no ending in
// a dot or a blank.
func windowsName(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "." && name == "." {
			return true
		}
		if strings.ContainsAny(part, "\\:*?\"<>|") || part == "" {
			return false
		}
		if last := part[len(part)-1]; last == '.' || last == ' ' {
			return false
		}
		for i := range len(part) {
			if part[i] < ' ' {
				return false
			}
		}
		base, _, _ := strings.Cut(part, ".")
		if isDevice(strings.ToUpper(strings.TrimRight(base, " "))) {
			return false
		}
	}
	return true
}

func isDevice(name string) bool {
	switch name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	for _, port := range []string{"COM", "LPT"} {
		if rest, ok := strings.CutPrefix(name, port); ok {
			switch rest {
			case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
				return true
			}
		}
	}
	return false
}
