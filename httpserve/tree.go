package httpserve

import (
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

	mu      sync.RWMutex
	root    *os.Root
	info    fs.FileInfo // of root
	checked time.Time
}

func newFileTree(h *SimpleHTTPRequestHandler) *fileTree {
	return &fileTree{fsys: h.FS, dir: h.Directory, follow: h.FollowSymlinks}
}

// open opens a regular file or a folder by its path in the tree.
func (t *fileTree) open(name string) (fs.File, fs.FileInfo, error) {
	f, err := t.openAny(name)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// openAny opens without waiting: a named pipe would wait for its writer.
func (t *fileTree) openAny(name string) (fs.File, error) {
	switch {
	case t.fsys != nil:
		return t.fsys.Open(name)
	case t.follow:
		return os.OpenFile(filepath.Join(t.dir, filepath.FromSlash(name)), openFlags(), 0)
	}
	root, err := t.current()
	if err != nil {
		return nil, err
	}
	return root.OpenFile(filepath.FromSlash(name), openFlags(), 0)
}

// isDir reports whether the name is a folder, or a link to one.
func (t *fileTree) isDir(name string) bool {
	var info fs.FileInfo
	var err error
	switch {
	case t.fsys != nil:
		info, err = fs.Stat(t.fsys, name)
	case t.follow:
		info, err = os.Stat(filepath.Join(t.dir, filepath.FromSlash(name)))
	default:
		root, rootErr := t.current()
		if rootErr != nil {
			return false
		}
		info, err = root.Stat(filepath.FromSlash(name))
	}
	return err == nil && info.IsDir()
}

// current returns the open folder. A folder that was moved away and made anew,
// as builds do with their output, is opened again; that is looked after once a
// second.
func (t *fileTree) current() (*os.Root, error) {
	now := time.Now()
	t.mu.RLock()
	root, fresh := t.root, now.Sub(t.checked) < time.Second
	t.mu.RUnlock()
	if root != nil && fresh {
		return root, nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	info, err := os.Stat(t.dir)
	if err != nil {
		return nil, err
	}
	t.checked = now
	if t.root != nil && os.SameFile(info, t.info) {
		return t.root, nil
	}
	root, err = os.OpenRoot(t.dir)
	if err != nil {
		return nil, err
	}
	// The old root is left to the collector: requests may be using it.
	t.root, t.info = root, info
	return root, nil
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
