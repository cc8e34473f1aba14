package statistics

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrTampered says that a folder is not as it was written; the text says what differs.
var ErrTampered = errors.New("the release was altered")

// ErrExists says that the folder already holds another release.
var ErrExists = errors.New("another release is there")

const (
	manifestFile  = "MANIFEST"     // read by sha256sum -c
	signatureFile = "MANIFEST.sig" // the public key and the signature of MANIFEST, in hexadecimal
	releaseFile   = "release.json"
)

// Write puts a release into a new folder below dir, which it makes if need be, and gives its name,
// such as la-marsa-2026-W47. The folder is written beside its place, synced, and renamed: it is there
// whole or not at all, whatever becomes of the stick. Where the same bytes are there already, nothing
// is written; where others are, it is [ErrExists].
func Write(dir string, r Release, key ed25519.PrivateKey) (string, error) {
	files, err := signed(r, key)
	if err != nil {
		return "", fmt.Errorf("write the release: %w", err)
	}
	place := filepath.Join(dir, folderName(r))
	if _, err := os.Stat(place); err == nil {
		return place, same(place, files)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("write the release: %w", err)
	}
	beside, err := os.MkdirTemp(dir, ".guichet-*")
	if err != nil {
		return "", fmt.Errorf("write the release: %w", err)
	}
	err = fill(beside, files)
	if err == nil {
		err = errors.Join(os.Chmod(beside, 0o755), os.Rename(beside, place))
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("write the release: %w", err), os.RemoveAll(beside))
	}
	return place, syncPath(dir)
}

// folderName is town, period and version in letters that every file system takes.
func folderName(r Release) string {
	town := strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			return c
		case c == ' ' || c == '-' || c == '\'':
			return '-'
		default:
			return -1
		}
	}, strings.ToLower(r.Town))
	name := strings.Trim(town+"-"+r.Period.String(), "-")
	if r.Version > 1 {
		name += fmt.Sprintf("-v%d", r.Version)
	}
	return name
}

// signed are the files of a release with their manifest and its signature.
func signed(r Release, key ed25519.PrivateKey) (map[string][]byte, error) {
	files, err := Files(r)
	if err != nil {
		return nil, err
	}
	list := manifest(files)
	files[manifestFile] = list
	public := key.Public().(ed25519.PublicKey)
	files[signatureFile] = fmt.Appendf(nil, "%x\n%x\n", []byte(public), ed25519.Sign(key, list))
	return files, nil
}

func manifest(files map[string][]byte) []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(files[name]), name)
	}
	return b.Bytes()
}

func fill(dir string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return err
		}
		if err := syncPath(path); err != nil {
			return err
		}
	}
	return syncPath(dir)
}

// WriteFile puts one file in place, whole or not at all.
func WriteFile(path string, text []byte) error {
	beside, err := os.CreateTemp(filepath.Dir(path), ".guichet-*")
	if err != nil {
		return err
	}
	_, err = beside.Write(text)
	err = errors.Join(err, beside.Chmod(0o644), beside.Sync(), beside.Close())
	if err == nil {
		err = os.Rename(beside.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(beside.Name()))
	}
	return syncPath(filepath.Dir(path))
}

// syncPath waits until the disk has a file's content, or a folder's names.
func syncPath(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// same fails with [ErrExists] unless a folder holds exactly the files.
func same(dir string, files map[string][]byte) error {
	there, err := readAll(dir)
	if err != nil {
		return err
	}
	if !maps.EqualFunc(there, files, bytes.Equal) {
		return fmt.Errorf("%s: %w", dir, ErrExists)
	}
	return nil
}

// readAll reads the files of a folder. Each is at most 16 MiB, and there are at most 32: it may be a
// stranger's stick.
func readAll(dir string) (map[string][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("read the release: %w", err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if !e.Type().IsRegular() || len(files) >= 32 {
			return nil, fmt.Errorf("%s: %s is no file of a release: %w", dir, e.Name(), ErrTampered)
		}
		if files[e.Name()], err = readOne(filepath.Join(dir, e.Name())); err != nil {
			return nil, fmt.Errorf("read the release: %w", err)
		}
	}
	return files, nil
}

func readOne(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(f, 16<<20))
	return text, errors.Join(err, f.Close())
}

// Verify reads a folder that [Write] wrote, and gives the release and the public key that signed it.
// It fails with [ErrTampered] when the signature, a sum or a file is not as it was; when a file is
// missing or too many; or when the files do not say the same. The caller decides whether it knows
// the key.
func Verify(dir string) (Release, ed25519.PublicKey, error) {
	there, err := readAll(dir)
	if err != nil {
		return Release{}, nil, err
	}
	public, err := checkSignature(there)
	if err != nil {
		return Release{}, nil, fmt.Errorf("%s: %w", dir, err)
	}
	r, err := decode(there[releaseFile])
	if err != nil {
		return Release{}, nil, fmt.Errorf("%s: %w", dir, err)
	}
	files, err := Files(r)
	if err != nil {
		return Release{}, nil, fmt.Errorf("%s: %w: %w", dir, ErrTampered, err)
	}
	files[manifestFile], files[signatureFile] = manifest(files), there[signatureFile]
	for _, name := range slices.Sorted(maps.Keys(there)) {
		if !bytes.Equal(files[name], there[name]) {
			return Release{}, nil, fmt.Errorf("%s: %s is not what was released: %w", dir, name, ErrTampered)
		}
	}
	if len(files) != len(there) {
		return Release{}, nil, fmt.Errorf("%s: files are missing: %w", dir, ErrTampered)
	}
	return r, public, nil
}

// checkSignature holds the manifest against its signature.
func checkSignature(files map[string][]byte) (ed25519.PublicKey, error) {
	one, two, _ := strings.Cut(strings.TrimSuffix(string(files[signatureFile]), "\n"), "\n")
	public, errA := hex.DecodeString(one)
	signature, errB := hex.DecodeString(two)
	if errA != nil || errB != nil || len(public) != ed25519.PublicKeySize ||
		!ed25519.Verify(public, files[manifestFile], signature) {
		return nil, fmt.Errorf("the signature does not fit: %w", ErrTampered)
	}
	return public, nil
}

func decode(text []byte) (Release, error) {
	var r Release
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return r, fmt.Errorf("%s: %w: %w", releaseFile, ErrTampered, err)
	}
	return r, nil
}

// ReadPublished reads every release at or below some folders, signed or not, for [Attack]: an
// attacker asks for no signature.
func ReadPublished(dirs ...string) ([]Release, error) {
	var releases []Release
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.Name() != releaseFile {
				return err
			}
			text, err := readOne(path)
			if err != nil {
				return err
			}
			r, err := decode(text)
			releases = append(releases, r)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read what was published: %w", err)
		}
	}
	return releases, nil
}
