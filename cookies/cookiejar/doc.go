// Package cookiejar keeps cookies between requests, and in files.
package cookiejar
