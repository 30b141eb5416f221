package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/gobatteries/batteries/fetch"
)

// get opens a URL, or a *fetch.Request, and prints the response with its head, as
// curl -i does.
func get[URL string | *fetch.Request](ctx context.Context, url URL, options ...fetch.URLOpenOption) error {
	resp, err := fetch.URLOpenContext(ctx, url, options...)
	var status *fetch.HTTPError
	if errors.As(err, &status) {
		resp = status.Response // an error page
	} else if err != nil {
		return err
	}
	defer resp.Close()
	fmt.Printf("HTTP/%d.%d %d %s\n", resp.Version/10, resp.Version%10, resp.Code, resp.Msg)
	if err := resp.Headers.Write(os.Stdout); err != nil { // sorted by name
		return err
	}
	fmt.Println()
	_, err = io.Copy(os.Stdout, resp)
	return err
}
