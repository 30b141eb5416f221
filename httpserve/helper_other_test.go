//go:build !unix

package httpserve

import "errors"

func mkfifo(string) error { return errors.New("no named pipes") }
