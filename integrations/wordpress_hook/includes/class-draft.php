<?php
/**
 * What is about to be published.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * All of a post that visitors can read, gathered from the data base and from what a request is about to change in it.
 */
final class Draft {
	/**
	 * Id of the post, or 0 for a new one.
	 *
	 * @var int
	 */
	public $post_id = 0;

	/**
	 * The post's fields: title, content, excerpt, type, author, date and status.
	 *
	 * @var array<string,string>
	 */
	private $fields;

	/**
	 * Featured image: src, alt and caption; empty without one.
	 *
	 * @var array<string,string>
	 */
	private $image = array();

	/**
	 * Names of terms.
	 *
	 * @var string[]
	 */
	private $terms = array();

	/**
	 * Texts of meta that visitors can read.
	 *
	 * @var array<string,string>
	 */
	private $meta = array();

	/**
	 * A draft of these fields.
	 *
	 * @param array $post Fields of a post, not slashed.
	 */
	private function __construct( array $post ) {
		$this->post_id = isset( $post['ID'] ) ? (int) $post['ID'] : 0;
		foreach ( array( 'post_title', 'post_content', 'post_excerpt', 'post_type', 'post_author', 'post_date_gmt', 'post_status' ) as $key ) {
			$this->fields[ $key ] = isset( $post[ $key ] ) && is_scalar( $post[ $key ] ) ? (string) $post[ $key ] : '';
		}
	}

	/**
	 * A draft of fields that may not be stored yet, with the stored picture, terms and meta of the post.
	 *
	 * @param array    $post      Fields, not slashed.
	 * @param int|null $thumbnail Id of the featured image, or null for the stored one.
	 * @param array    $meta      Meta that is about to be changed: key to text.
	 * @param array    $terms     Ids of terms that are about to be set, by taxonomy.
	 */
	public static function of( array $post, $thumbnail = null, array $meta = array(), array $terms = array() ) {
		$draft = new self( $post );
		if ( 'attachment' === $draft->fields['post_type'] ) {
			$thumbnail = $draft->post_id;
		}
		$draft->image = self::image_of( null !== $thumbnail ? (int) $thumbnail : (int) get_post_meta( $draft->post_id, '_thumbnail_id', true ) );
		$draft->meta  = self::meta_of( $draft->post_id, $meta );
		$draft->terms = self::terms_of( $draft->post_id, $draft->fields['post_type'], $terms );
		return $draft;
	}

	/**
	 * A post as it is stored.
	 *
	 * @param \WP_Post $post The post.
	 * @param array    $meta Meta that is about to be changed: key to text.
	 */
	public static function stored( \WP_Post $post, array $meta = array() ) {
		return self::of( $post->to_array(), null, $meta );
	}

	/**
	 * Fields with the status that WordPress will give them: what is published with a date to come is scheduled.
	 *
	 * @param array $post Fields, not slashed.
	 */
	public static function scheduled( array $post ) {
		$moment = isset( $post['post_date_gmt'] ) ? (string) $post['post_date_gmt'] : '';
		$known  = '' !== $moment && '0000-00-00 00:00:00' !== $moment;
		if ( $known && strtotime( $moment . ' GMT' ) - time() >= MINUTE_IN_SECONDS ) {
			$post['post_status'] = 'future';
		}
		return $post;
	}

	/**
	 * The same draft with another alt text of its picture.
	 *
	 * @param string $alt The alt text.
	 */
	public function with_alt( $alt ) {
		$draft               = clone $this;
		$draft->image['alt'] = $alt;
		return $draft;
	}

	/**
	 * The same draft with its text as WordPress will clean it for the current user before it stores it.
	 */
	public function cleaned() {
		$draft = clone $this;
		foreach ( array( 'post_title', 'post_content', 'post_excerpt' ) as $key ) {
			$draft->fields[ $key ] = (string) wp_unslash( sanitize_post_field( $key, wp_slash( $this->fields[ $key ] ), $this->post_id, 'db' ) );
		}
		return $draft;
	}

	/**
	 * Digest of the text alone.
	 */
	public function text_hash() {
		return self::digest( array( $this->fields['post_type'], $this->fields['post_title'], $this->fields['post_excerpt'], $this->fields['post_content'] ) );
	}

	/**
	 * Digest of all that visitors can read.
	 */
	public function fingerprint() {
		return self::digest( array( $this->text_hash(), $this->image, $this->terms, $this->meta ) );
	}

	/**
	 * Digest of the question to the service: the same draft on another day is another question.
	 */
	public function key() {
		return self::digest( array( $this->fingerprint(), $this->goes_live(), $this->fields['post_author'] ) );
	}

	/**
	 * Whether it says the same as another draft.
	 *
	 * @param Draft $other The other.
	 */
	public function same_text( Draft $other ) {
		return $this->text_hash() === $other->text_hash();
	}

	/**
	 * Moment of going live of a scheduled post, as ISO 8601 text; "" for now. Only the status "future" waits for its
	 * date. Any other date counts as now: nobody gets round the gate by dating a post back or ahead.
	 */
	public function goes_live() {
		$moment = $this->fields['post_date_gmt'];
		if ( 'future' !== $this->fields['post_status'] || '' === $moment || '0000-00-00 00:00:00' === $moment ) {
			return '';
		}
		$time = strtotime( $moment . ' GMT' );
		return $time && $time > time() + MINUTE_IN_SECONDS ? gmdate( 'Y-m-d\TH:i:s\Z', $time ) : '';
	}

	/**
	 * One field.
	 *
	 * @param string $key Such as post_title.
	 */
	public function field( $key ) {
		return $this->fields[ $key ];
	}

	/**
	 * What is sent to the service.
	 *
	 * @param Source $source The draft as HTML.
	 * @param string $body   Body type, or "".
	 */
	public function payload( Source $source, $body ) {
		$author  = get_userdata( (int) $this->fields['post_author'] );
		$payload = array(
			'html'    => $source->html(),
			'title'   => wp_strip_all_tags( $this->fields['post_title'] ),
			'kind'    => $this->kind(),
			'channel' => 'website',
			'author'  => $author ? $author->display_name : '',
			'images'  => $this->image ? array( $this->image ) : array(),
			'id'      => sprintf( '%s#%d', home_url( '/' ), $this->post_id ),
		);
		if ( $this->post_id ) {
			$payload['url'] = home_url( '?p=' . $this->post_id );
		}
		if ( '' !== $this->goes_live() ) {
			$payload['published'] = $this->goes_live();
		}
		if ( '' !== $body ) {
			$payload['body'] = $body;
		}
		// Comments that allow a rule are made void, letter for letter: who may not override must not do it in the text.
		array_walk_recursive(
			$payload,
			static function ( &$text ) {
				$text = str_ireplace( 'neutral-gate', 'neutral_gate', (string) $text );
			}
		);
		/**
		 * What is sent to the service about a post.
		 *
		 * @param array $payload The request of POST /v1/check.
		 * @param int   $post_id Id of the post, or 0.
		 */
		return (array) apply_filters( 'neutral_gate_payload', $payload, $this->post_id );
	}

	/**
	 * The draft as one piece of HTML, with a map back to the blocks of the editor.
	 */
	public function source() {
		$extra = array_filter( array_merge( array( $this->fields['post_excerpt'] ), $this->meta ), 'strlen' );
		if ( $this->terms ) {
			$extra[] = esc_html( implode( ', ', $this->terms ) );
		}
		return new Source( $this->fields['post_content'], $extra, $this->post_id );
	}

	/**
	 * The kind of draft that a post type is.
	 */
	private function kind() {
		$type  = $this->fields['post_type'];
		$kinds = array( 'post' => 'news' );
		foreach ( array( 'news', 'event', 'survey', 'consultation', 'report', 'press_release', 'newsletter', 'blog' ) as $kind ) {
			$kinds[ $kind ] = $kind;
		}
		/**
		 * The gate's kind for a post type.
		 *
		 * @param string $kind    One of the gate's kinds of draft.
		 * @param string $type    The post type.
		 * @param int    $post_id Id of the post, or 0.
		 */
		return (string) apply_filters( 'neutral_gate_kind', isset( $kinds[ $type ] ) ? $kinds[ $type ] : 'page', $type, $this->post_id );
	}

	/**
	 * A picture.
	 *
	 * @param int $id Id of the attachment.
	 */
	private static function image_of( $id ) {
		$url = $id > 0 ? wp_get_attachment_url( $id ) : false;
		if ( ! $url ) {
			return array();
		}
		return array(
			'src'     => $url,
			'alt'     => (string) get_post_meta( $id, '_wp_attachment_image_alt', true ),
			'caption' => wp_strip_all_tags( (string) get_post_field( 'post_excerpt', $id, 'raw' ) ),
		);
	}

	/**
	 * Texts of meta, stored and about to be stored.
	 *
	 * @param int   $post_id Id of the post.
	 * @param array $changes Key to value.
	 */
	private static function meta_of( $post_id, array $changes ) {
		$texts = array();
		foreach ( Plugin::instance()->settings->meta_keys() as $key ) {
			$value = array_key_exists( $key, $changes ) ? $changes[ $key ] : ( $post_id ? get_post_meta( $post_id, $key, true ) : '' );
			$text  = self::words( $value );
			if ( '' !== $text ) {
				$texts[ $key ] = $text;
			}
		}
		ksort( $texts );
		return $texts;
	}

	/**
	 * The words in a value of meta. Page builders keep whole pages in it as JSON.
	 *
	 * @param mixed $value The value.
	 */
	private static function words( $value ) {
		if ( is_string( $value ) ) {
			$read = '' !== $value && in_array( $value[0], array( '[', '{' ), true ) ? json_decode( $value, true ) : null;
			if ( ! is_array( $read ) ) {
				return $value;
			}
			$value = $read;
		}
		if ( ! is_array( $value ) ) {
			return is_scalar( $value ) ? (string) $value : '';
		}
		$texts = array();
		array_walk_recursive(
			$value,
			static function ( $item ) use ( &$texts ) {
				if ( is_string( $item ) && preg_match( '/\s/', trim( $item ) ) ) { // One word alone is a setting.
					$texts[] = false !== strpos( $item, '<' ) ? $item : '<p>' . $item . '</p>';
				}
			}
		);
		return implode( "\n", $texts );
	}

	/**
	 * Names of terms that visitors can see.
	 *
	 * @param int    $post_id Id of the post.
	 * @param string $type    Its type.
	 * @param array  $changes Ids by taxonomy.
	 */
	private static function terms_of( $post_id, $type, array $changes ) {
		$names = array();
		foreach ( get_object_taxonomies( $type, 'objects' ) as $taxonomy ) {
			if ( ! $taxonomy->public ) {
				continue;
			}
			if ( isset( $changes[ $taxonomy->name ] ) ) {
				$terms = array_map( 'get_term', array_map( 'intval', (array) $changes[ $taxonomy->name ] ) );
			} else {
				$terms = $post_id ? get_the_terms( $post_id, $taxonomy->name ) : array();
			}
			foreach ( is_array( $terms ) ? $terms : array() as $term ) {
				if ( $term instanceof \WP_Term && (int) get_option( 'default_category' ) !== $term->term_id ) {
					$names[] = $term->name;
				}
			}
		}
		sort( $names );
		return $names;
	}

	/**
	 * A digest of plain data.
	 *
	 * @param array $data The data.
	 */
	private static function digest( array $data ) {
		return hash( 'sha256', (string) wp_json_encode( $data, JSON_INVALID_UTF8_SUBSTITUTE ) );
	}
}
