// Package jsonx reads and writes JSON as Python's json module does, to the byte.
package jsonx
