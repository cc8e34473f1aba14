package export

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
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

	"guichet/brochures/typeset"
	"guichet/queue/statistics"
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
// is written; where others are, it is [ErrExists]. A dir where sticks are mounted, with no stick in it,
// is [ErrNoStick]; a full disk is [ErrNoRoom].
func Write(dir string, r statistics.Release, fonts *typeset.Fonts, key ed25519.PrivateKey) (string, error) {
	files, err := signed(r, fonts, key)
	if err != nil {
		return "", fmt.Errorf("write the release: %w", err)
	}
	place := filepath.Join(dir, folderName(r))
	if _, err := os.Stat(place); err == nil {
		return place, same(place, files)
	}
	if err := put(dir, place, files); err != nil {
		return "", fmt.Errorf("write the release: %w", err)
	}
	return place, nil
}

// put writes a folder beside its place, and renames it. What is left of a failure is removed.
func put(dir, place string, files map[string][]byte) error {
	s, err := stage(dir, files)
	if err != nil {
		return err
	}
	return s.settle(place)
}

// staged is a folder that is written and not yet in its place.
type staged struct {
	dir, beside string
	on          target
}

func stage(dir string, files map[string][]byte) (staged, error) {
	s := staged{dir: dir, beside: filepath.Join(dir, ".guichet-"+rand.Text())}
	var err error
	if s.on, err = openTarget(dir); err != nil {
		return s, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return s, explain(err)
	}
	if err := os.Mkdir(s.beside, 0o755); err != nil {
		return s, explain(err)
	}
	if err := fill(s.beside, files); err != nil {
		return s, errors.Join(explain(err), os.RemoveAll(s.beside))
	}
	return s, nil
}

// settle puts the folder in its place, if the stick is still there.
func (s staged) settle(place string) error {
	err := s.on.check(s.dir)
	if err == nil {
		err = os.Rename(s.beside, place)
	}
	if err != nil {
		return errors.Join(explain(err), os.RemoveAll(s.beside))
	}
	return explain(syncNamed(place))
}

// folderName is town, period and version in letters that every file system takes.
func folderName(r statistics.Release) string {
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
func signed(r statistics.Release, fonts *typeset.Fonts, key ed25519.PrivateKey) (map[string][]byte, error) {
	files, err := Files(r, fonts)
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

// WriteFile puts one file in place, whole or not at all. Its mode is given when it is made: a stick's
// file system refuses to change it later.
func WriteFile(path string, text []byte) error {
	dir := filepath.Dir(path)
	on, err := openTarget(dir)
	if err != nil {
		return err
	}
	beside := filepath.Join(dir, ".guichet-"+rand.Text())
	if err = os.WriteFile(beside, text, 0o644); err == nil {
		err = errors.Join(syncPath(beside), on.check(dir))
	}
	if err == nil {
		err = os.Rename(beside, path)
	}
	if err != nil {
		return errors.Join(explain(err), os.RemoveAll(beside))
	}
	return explain(syncNamed(path))
}

// syncNamed waits until the disk has the new name of a file or folder. FAT writes where a renamed thing lies
// with the thing, not with the folder that names it: a stick would show a name that leads nowhere.
func syncNamed(path string) error {
	if err := syncPath(path); err != nil {
		return err
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
func Verify(dir string) (statistics.Release, ed25519.PublicKey, error) {
	there, err := readAll(dir)
	if err != nil {
		return statistics.Release{}, nil, err
	}
	public, err := checkSignature(there)
	if err != nil {
		return statistics.Release{}, nil, fmt.Errorf("%s: %w", dir, err)
	}
	r, err := decode(there[releaseFile])
	if err != nil {
		return statistics.Release{}, nil, fmt.Errorf("%s: %w", dir, err)
	}
	if err := agree(there, r); err != nil {
		return statistics.Release{}, nil, fmt.Errorf("%s: %w", dir, err)
	}
	return r, public, nil
}

// agree holds the files against their manifest, and those that follow from the release alone against
// the release.
func agree(there map[string][]byte, r statistics.Release) error {
	if err := listed(there); err != nil {
		return err
	}
	again, err := derived(r)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	for _, name := range slices.Sorted(maps.Keys(again)) {
		if !bytes.Equal(again[name], there[name]) {
			return fmt.Errorf("%s is not what was released: %w", name, ErrTampered)
		}
	}
	return nil
}

// listed holds the files against their manifest.
func listed(there map[string][]byte) error {
	files := maps.Clone(there)
	delete(files, manifestFile)
	delete(files, signatureFile)
	if !bytes.Equal(manifest(files), there[manifestFile]) {
		return fmt.Errorf("%s: %w", differing(there), ErrTampered)
	}
	return nil
}

// differing says in what some files are not those of their manifest.
func differing(there map[string][]byte) string {
	sums := map[string]string{}
	for _, line := range strings.Split(strings.TrimSuffix(string(there[manifestFile]), "\n"), "\n") {
		sum, name, _ := strings.Cut(line, "  ")
		sums[name] = sum
	}
	for _, name := range slices.Sorted(maps.Keys(there)) {
		sum, known := sums[name]
		switch {
		case name == manifestFile || name == signatureFile:
		case !known:
			return name + " is no file of this release"
		case sum != fmt.Sprintf("%x", sha256.Sum256(there[name])):
			return name + " is not what was released"
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		if _, is := there[name]; !is {
			return name + " is missing"
		}
	}
	return "the manifest is not as it was"
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

func decode(text []byte) (statistics.Release, error) {
	var r statistics.Release
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return r, fmt.Errorf("%s: %w: %w", releaseFile, ErrTampered, err)
	}
	return r, nil
}

// Published is a release as it lies in a folder.
type Published struct {
	Dir     string
	Release statistics.Release
	// Fault says why the folder does not verify; nil when it does.
	Fault error
}

// ReadPublished reads every release at or below some folders, for [statistics.Attack]: signed or not,
// for an attacker asks for no signature. Whether the folder is as it was written, it says beside.
func ReadPublished(dirs ...string) ([]Published, error) {
	var all []Published
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.Name() != releaseFile {
				return err
			}
			p, err := readPublished(filepath.Dir(path))
			all = append(all, p)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read what was published: %w", err)
		}
	}
	return all, nil
}

func readPublished(dir string) (Published, error) {
	text, err := readOne(filepath.Join(dir, releaseFile))
	if err != nil {
		return Published{}, err
	}
	p := Published{Dir: dir}
	if p.Release, err = decode(text); err != nil {
		return p, fmt.Errorf("%s: %w", dir, err)
	}
	there, err := readAll(dir)
	if err == nil {
		_, err = checkSignature(there)
	}
	if err == nil {
		err = listed(there)
	}
	p.Fault = err
	return p, nil
}
