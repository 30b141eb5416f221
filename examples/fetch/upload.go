package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"os"
	"path"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/uuid"
)

const biography = "Python developer and blogger."

// uploadFiles follows urllib_request_upload_files: the body of a form with a file
// is built by hand, here with mime/multipart, and its headers are added to the
// request.
func uploadFiles(ctx context.Context, url string) error {
	var body bytes.Buffer
	contentType, err := multiPartForm(&body)
	if err != nil {
		return err
	}
	r, err := fetch.NewRequest(url+"/", fetch.Data(body.Bytes()))
	if err != nil {
		return err
	}
	r.AddHeader("User-agent", "PyMOTW (https://pymotw.com/)")
	r.AddHeader("Content-type", contentType)
	r.AddHeader("Content-length", strconv.Itoa(body.Len()))

	fmt.Println("\nOUTGOING DATA:")
	for _, h := range r.HeaderItems() {
		fmt.Printf("%s: %s\n", h.Name, h.Value)
	}
	fmt.Println()
	fmt.Printf("%s\n", r.Data())

	fmt.Println("SERVER RESPONSE:")
	response, err := fetch.URLOpenContext(ctx, r)
	if err != nil {
		return err
	}
	defer response.Close()
	_, err = io.Copy(os.Stdout, response)
	return err
}

// multiPartForm writes two fields and a file. The page calls the file's part "file"
// where browsers, and Writer.CreateFormFile, have "form-data".
func multiPartForm(body io.Writer) (contentType string, err error) {
	form := multipart.NewWriter(body)
	if err := form.SetBoundary(uuid.UUID4().Hex()); err != nil {
		return "", err
	}
	if err := form.WriteField("firstname", "Doug"); err != nil {
		return "", err
	}
	if err := form.WriteField("lastname", "Hellmann"); err != nil {
		return "", err
	}
	const filename = "bio.txt"
	file, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {fmt.Sprintf("file; name=%q; filename=%q", "biography", filename)},
		"Content-Type":        {guessType(filename)},
	})
	if err != nil {
		return "", err
	}
	if _, err := io.WriteString(file, biography); err != nil {
		return "", err
	}
	return form.FormDataContentType(), form.Close()
}

// guessType returns the media type of a file by its extension, as Python's
// mimetypes.guess_type does: without the charset that Go adds.
func guessType(filename string) string {
	mediaType, _, err := mime.ParseMediaType(mime.TypeByExtension(path.Ext(filename)))
	if err != nil {
		return "application/octet-stream"
	}
	return mediaType
}

// uploadForm sends the same with a Form, for which Python has no counterpart. Files
// are read while they are sent, and need not fit into memory.
func uploadForm(ctx context.Context, url string) error {
	form := fetch.NewForm()
	form.AddField("firstname", "Doug")
	form.AddField("lastname", "Hellmann")
	form.AddReader("biography", "bio.txt", "text/plain", strings.NewReader(biography))
	response, err := fetch.URLOpenContext(ctx, url+"/", form.Data())
	if err != nil {
		return err
	}
	defer response.Close()
	_, err = io.Copy(os.Stdout, response)
	return err
}
